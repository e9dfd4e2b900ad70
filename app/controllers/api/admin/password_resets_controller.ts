import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { mailReset } from '#people/password_reset'

export default class PasswordResetsController {
  @endpoint('Send somebody a link to choose a new password', {
    status: 202,
    problems: ['conflict'],
  })
  async store(ctx: HttpContext) {
    await mailReset(await ctx.person())
    ctx.response.status(202)
  }
}
