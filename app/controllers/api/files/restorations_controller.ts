import type { HttpContext } from '@adonisjs/core/http'
import { restoreFile } from '#files/changes'
import FileTransformer from '#transformers/file_transformer'

export default class RestorationsController {
  async store(ctx: HttpContext) {
    const file = await ctx.file('delete')
    await restoreFile(file)
    return ctx.serialize(FileTransformer.transform(file))
  }
}
