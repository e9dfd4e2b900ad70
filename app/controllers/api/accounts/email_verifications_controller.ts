import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { confirmEmail } from '#accounts/confirm_email'
import { disownByVerification } from '#accounts/disown_address'
import { resendVerification } from '#accounts/verify_email'
import { linkValidator } from '#validators/account_links'

export default class EmailVerificationsController {
  @endpoint('Have the link to confirm your address sent again', { status: 202 })
  async store({ auth, response }: HttpContext) {
    await resendVerification(auth.getUserOrFail())
    response.status(202)
  }

  /** Anyone may follow the link. Somebody who is signed in to the account also gets what waits for its address. */
  @endpoint('Confirm an email address by the link in an email', {
    body: linkValidator,
    problems: ['conflict'],
  })
  async update(ctx: HttpContext) {
    const { token } = await ctx.request.validateUsing(linkValidator)
    const { caller } = await ctx.lookUpCaller()
    await confirmEmail(token, caller?.signIn && caller.user)
    ctx.response.noContent()
  }

  @endpoint('Say that an email address was not meant to be here', { body: linkValidator })
  async destroy({ request, response }: HttpContext) {
    const { token } = await request.validateUsing(linkValidator)
    await disownByVerification(token)
    response.noContent()
  }
}
