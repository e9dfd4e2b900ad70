import type { HttpContext } from '@adonisjs/core/http'
import { withdrawEmail } from '#accounts/pending_email'

export default class PendingEmailController {
  async destroy({ auth, i18n, response, session }: HttpContext) {
    await withdrawEmail(auth.getUserOrFail())
    session.flash('success', i18n.t('account.flash.email_kept'))
    response.seeOther().toRoute('account.show')
  }
}
