import type { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import FilePolicy from '#policies/file_policy'
import FileTransformer from '#transformers/file_transformer'
import { ownFileListValidator, renameFileValidator } from '#validators/file'
import { putInBin, renameFile } from '#files/changes'
import { listFiles } from '#files/list'
import { receiveFile } from '#files/reception'

export default class FilesController {
  async index({ auth, request, serialize }: HttpContext) {
    const { shared, ...wish } = await ownFileListValidator.validate(request.qs())
    const { files, meta } = await listFiles(shared ? 'shared' : 'mine', auth.getUserOrFail(), wish)
    return serialize(FileTransformer.paginate(files, meta))
  }

  async store({ auth, response, serialize, upload }: HttpContext) {
    const file = await receiveFile(auth.getUserOrFail(), upload)
    response.status(201)
    return serialize(FileTransformer.transform(file))
  }

  async show({ auth, bouncer, params, serialize }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('view', file)
    return serialize(FileTransformer.transform(file))
  }

  async update({ auth, bouncer, params, request, serialize }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('rename', file)
    const { name } = await request.validateUsing(renameFileValidator)
    await renameFile(file, name)
    return serialize(FileTransformer.transform(file))
  }

  async destroy({ auth, bouncer, params, response }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('delete', file)
    await putInBin(file)
    response.noContent()
  }
}
