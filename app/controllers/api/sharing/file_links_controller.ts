import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import FileLink from '#models/file_link'
import { makeLink } from '#sharing/links/links'
import FileLinkTransformer from '#transformers/file_link_transformer'
import { pageValidator } from '#validators/page'
import { fileLinkValidator } from '#validators/sharing'

export default class FileLinksController {
  @endpoint('List the links to a file', {
    query: pageValidator,
    list: FileLinkTransformer,
    problems: ['forbidden'],
  })
  async index(ctx: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(ctx.request.qs())
    const links = await FileLink.listOf(await ctx.file('share'), page, perPage)
    return ctx.serialize(FileLinkTransformer.paginate(links.all(), links.getMeta()))
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
    const link = await makeLink(file, ctx.auth.getUserOrFail(), { seconds, ...wish })
    ctx.response.status(201).header('Cache-Control', 'no-store')
    return ctx.serialize(FileLinkTransformer.transform(link))
  }
}
