import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import FileTransformer from '#transformers/file_transformer'
import { ownFileListValidator, renameFileValidator } from '#validators/file'
import { putInBin, renameFile } from '#files/changes'
import { listFiles } from '#files/list'
import { madeAt } from '#http/answers/made_at'
import { markReplayed } from '#http/idempotency_key'
import { receiveFile } from '#files/reception'

export default class FilesController {
  @endpoint('List your files, or those that others share with you', {
    query: ownFileListValidator,
    list: FileTransformer,
  })
  async index({ auth, request, serialize }: HttpContext) {
    const { shared, ...wish } = await ownFileListValidator.validate(request.qs())
    const { files, meta } = await listFiles(shared ? 'shared' : 'mine', auth.getUserOrFail(), wish)
    return serialize(FileTransformer.paginate(files, meta))
  }

  @endpoint('Upload a file', {
    answer: FileTransformer,
    located: true,
    problems: ['conflict'],
  })
  async store({ access, auth, response, serialize, upload }: HttpContext) {
    const { file, isNew } = await receiveFile({ owner: auth.getUserOrFail(), access }, upload)
    response.status(201)
    madeAt(response, 'api.files.show', file.id)
    if (!isNew) markReplayed(response)
    return serialize(FileTransformer.transform(file))
  }

  @endpoint('Show a file', { answer: FileTransformer, versioned: true })
  async show(ctx: HttpContext) {
    return ctx.versioned(FileTransformer.transform(await ctx.file('view')))
  }

  @endpoint('Rename a file', {
    body: renameFileValidator,
    answer: FileTransformer,
    versioned: true,
    problems: ['forbidden', 'conflict'],
  })
  async update(ctx: HttpContext) {
    const file = await ctx.file('rename')
    const asRead = await ctx.wantsAsRead(() => FileTransformer.transform(file))
    const { name } = await ctx.request.validateUsing(renameFileValidator)
    await renameFile(file, name, { asRead })
    return ctx.versioned(FileTransformer.transform(file))
  }

  @endpoint('Put a file into the bin', { versioned: true, problems: ['forbidden', 'conflict'] })
  async destroy(ctx: HttpContext) {
    const file = await ctx.file('delete')
    const asRead = await ctx.wantsAsRead(() => FileTransformer.transform(file))
    await putInBin(file, { asRead })
    ctx.response.noContent()
  }
}
