import type { HttpContext } from '@adonisjs/core/http'
import { withdrawEmail } from '#accounts/pending_email'

export default class PendingEmailController {
  async destroy({ auth, response, session }: HttpContext) {
    await withdrawEmail(auth.getUserOrFail())
    session.flash('success', 'Your e-mail address has not been changed.')
    response.seeOther().toRoute('account.show')
  }
}
