import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { pageOf } from '#http/lists/page_of'
import { revokeLink } from '#sharing/links/links'
import { orderOfLinks, ownLinks } from '#sharing/own_list'
import FileLinkTransformer from '#transformers/file_link_transformer'
import { ownListValidator } from '#validators/sharing'

export default class LinksController {
  @endpoint('List all your links', {
    details: 'To all your files that are not in the bin, newest first.',
    query: ownListValidator,
    list: FileLinkTransformer,
  })
  async index({ auth, request, serialize }: HttpContext) {
    const wish = await ownListValidator.validate(request.qs())
    const links = ownLinks(auth.getUserOrFail(), wish)
    const { rows, meta } = await pageOf(links, orderOfLinks(wish), wish)
    return serialize(FileLinkTransformer.paginate(rows, meta))
  }

  @endpoint('End a link', { problems: ['forbidden'] })
  async destroy(ctx: HttpContext) {
    await revokeLink(await ctx.link(), ctx.auth.getUserOrFail())
    ctx.response.noContent()
  }
}
