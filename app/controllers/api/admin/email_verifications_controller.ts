import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { askToConfirmEmail, markEmailConfirmed } from '#people/confirmed_email'

export default class EmailVerificationsController {
  @endpoint('Have somebody confirm their address again', { status: 202, problems: ['conflict'] })
  async store(ctx: HttpContext) {
    await askToConfirmEmail(await ctx.person())
    ctx.response.status(202)
  }

  @endpoint('Mark the address of somebody as confirmed', { problems: ['conflict'] })
  async update(ctx: HttpContext) {
    await markEmailConfirmed(await ctx.person())
    ctx.response.noContent()
  }
}
