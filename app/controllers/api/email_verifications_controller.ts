import type { HttpContext } from '@adonisjs/core/http'
import EmailVerification from '#models/email_verification'
import { linkValidator } from '#validators/account_links'

export default class EmailVerificationsController {
  async store({ auth, response }: HttpContext) {
    await auth.getUserOrFail().resendVerification()
    response.status(202)
  }

  async update({ request, response }: HttpContext) {
    const { token } = await request.validateUsing(linkValidator)
    await EmailVerification.confirm(token)
    response.noContent()
  }
}
