import type { HttpContext } from '@adonisjs/core/http'
import { confirmEmail } from '#accounts/confirm_email'
import { disownByVerification } from '#accounts/disown_address'
import { resendVerification } from '#accounts/verify_email'
import { linkValidator } from '#validators/account_links'

export default class EmailVerificationsController {
  async store({ auth, response }: HttpContext) {
    await resendVerification(auth.getUserOrFail())
    response.status(202)
  }

  /** Anyone may, and whoever is signed in to the account gets what waits for its address. */
  async update(ctx: HttpContext) {
    const { token } = await ctx.request.validateUsing(linkValidator)
    const { caller } = await ctx.lookUpCaller()
    await confirmEmail(token, caller?.signIn && caller.user)
    ctx.response.noContent()
  }

  async destroy({ request, response }: HttpContext) {
    const { token } = await request.validateUsing(linkValidator)
    await disownByVerification(token)
    response.noContent()
  }
}
