import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import FileLink from '#models/file_link'
import { makeLink } from '#sharing/links/links'
import FileLinkTransformer from '#transformers/file_link_transformer'
import { pageOf } from '#http/lists/page_of'
import { listValidator } from '#validators/page'
import { fileLinkValidator } from '#validators/sharing'

export default class FileLinksController {
  @endpoint('List the links to a file', {
    query: listValidator,
    list: FileLinkTransformer,
    problems: ['forbidden'],
  })
  async index(ctx: HttpContext) {
    const wish = await listValidator.validate(ctx.request.qs())
    const links = FileLink.listOf(await ctx.file('share'))
    const { rows, meta } = await pageOf(links, { by: 'created_at' }, wish)
    return ctx.serialize(FileLinkTransformer.paginate(rows, meta))
  }

  @endpoint('Make a link that opens a file', {
    body: fileLinkValidator,
    answer: FileLinkTransformer,
    problems: ['forbidden', 'conflict'],
  })
  async store(ctx: HttpContext) {
    const file = await ctx.file('share')
    const { expiresInSeconds: seconds, ...wish } =
      await ctx.request.validateUsing(fileLinkValidator)
    const link = await makeLink(file, ctx.access, { seconds, ...wish })
    ctx.response.status(201).header('Cache-Control', 'no-store')
    return ctx.serialize(FileLinkTransformer.transform(link))
  }
}
