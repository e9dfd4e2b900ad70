import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { restoreFile } from '#files/changes'
import FileTransformer from '#transformers/file_transformer'

export default class RestorationsController {
  @endpoint('Take a file out of the bin', {
    answer: FileTransformer,
    status: 200,
    problems: ['forbidden', 'conflict'],
  })
  async store(ctx: HttpContext) {
    const file = await ctx.file('delete')
    await restoreFile(file)
    return ctx.serialize(FileTransformer.transform(file))
  }
}
