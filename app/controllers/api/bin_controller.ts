import type { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import FilePolicy from '#policies/file_policy'
import FileTransformer from '#transformers/file_transformer'
import { fileListValidator } from '#validators/file'
import { removeForGood } from '#files/changes'
import { listFiles } from '#files/list'

/** What was deleted and can still be restored. */
export default class BinController {
  async index({ auth, request, serialize }: HttpContext) {
    const wish = await fileListValidator.validate(request.qs())
    const { files, meta } = await listFiles('bin', auth.getUserOrFail(), wish)
    return serialize(FileTransformer.paginate(files, meta))
  }

  async destroy({ auth, bouncer, params, response }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('delete', file)
    await removeForGood(file)
    response.noContent()
  }
}
