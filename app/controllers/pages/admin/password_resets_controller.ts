import type { HttpContext } from '@adonisjs/core/http'
import { mailReset } from '#people/password_reset'
import { backToPerson } from '#people/request_person'

export default class PasswordResetsController {
  async store(ctx: HttpContext) {
    const person = await ctx.person()
    await mailReset(person)
    backToPerson(ctx, person, 'reset_sent')
  }
}
