import type { HttpContext } from '@adonisjs/core/http'
import { askToConfirmEmail, markEmailConfirmed } from '#people/confirmed_email'
import { backToPerson } from '#people/request_person'

export default class EmailVerificationsController {
  async store(ctx: HttpContext) {
    const person = await ctx.person()
    await askToConfirmEmail(person)
    backToPerson(ctx, person, 'verification_sent')
  }

  async update(ctx: HttpContext) {
    const person = await ctx.person()
    await markEmailConfirmed(person)
    backToPerson(ctx, person, 'email_confirmed')
  }
}
