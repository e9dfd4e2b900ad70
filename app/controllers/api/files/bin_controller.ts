import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { removeForGood } from '#files/changes'
import { listFiles } from '#files/list'
import FileTransformer from '#transformers/file_transformer'
import { fileListValidator } from '#validators/file'

/** Deleted files that can still be restored. */
export default class BinController {
  @endpoint('List what is in the bin', { query: fileListValidator, list: FileTransformer })
  async index({ auth, request, serialize }: HttpContext) {
    const wish = await fileListValidator.validate(request.qs())
    const { files, meta } = await listFiles('bin', auth.getUserOrFail(), wish)
    return serialize(FileTransformer.paginate(files, meta))
  }

  @endpoint('Delete a file for good', { problems: ['forbidden', 'conflict'] })
  async destroy(ctx: HttpContext) {
    await removeForGood(await ctx.file('delete'))
    ctx.response.noContent()
  }
}
