import type { HttpContext } from '@adonisjs/core/http'
import { revokeLink } from '#sharing/links'

export default class LinksController {
  async destroy(ctx: HttpContext) {
    await revokeLink(await ctx.link(), ctx.auth.getUserOrFail())
    ctx.response.noContent()
  }
}
