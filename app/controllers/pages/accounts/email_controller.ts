import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { changeEmailValidator } from '#validators/user'

export default class EmailController {
  async update({ access, auth, i18n, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    await changeProfile(user, access, await request.validateUsing(changeEmailValidator))
    if (user.pendingEmail)
      session.flash('success', i18n.t('account.flash.email_sent', { email: user.pendingEmail }))
    response.seeOther().toRoute('account.show')
  }
}
