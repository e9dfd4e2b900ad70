import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { endAccess } from '#people/access'

export default class AllPersonalTokensController {
  @endpoint('End all personal tokens of somebody')
  async destroy(ctx: HttpContext) {
    await endAccess(await ctx.person(), ['personalTokens'])
    ctx.response.noContent()
  }
}
