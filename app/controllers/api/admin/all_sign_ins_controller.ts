import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { endAccess } from '#people/access'

export default class AllSignInsController {
  @endpoint('Sign somebody out everywhere')
  async destroy(ctx: HttpContext) {
    await endAccess(await ctx.person(), ['signIns'])
    ctx.response.noContent()
  }
}
