import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { revokeLink } from '#sharing/links'

export default class LinksController {
  @endpoint('End a link', { problems: ['forbidden'] })
  async destroy(ctx: HttpContext) {
    await revokeLink(await ctx.link(), ctx.auth.getUserOrFail())
    ctx.response.noContent()
  }
}
