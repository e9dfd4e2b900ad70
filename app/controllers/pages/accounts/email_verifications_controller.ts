import type { HttpContext } from '@adonisjs/core/http'
import { confirmEmail } from '#accounts/confirm_email'
import { disownByVerification } from '#accounts/disown_address'
import { resendVerification } from '#accounts/verify_email'
import EmailVerification from '#models/email_verification'
import User from '#models/user'

export default class EmailVerificationsController {
  async store({ auth, i18n, response, session }: HttpContext) {
    await resendVerification(auth.getUserOrFail())
    session.flash('success', i18n.t('account.flash.verification_sent'))
    response.seeOther().toRoute('account.show')
  }

  /** Only shows what there is to confirm: mail scanners open every link. */
  async edit({ params, response, view }: HttpContext) {
    const link = await EmailVerification.findByToken(params.token)
    const account = link && (await User.find(link.userId))
    if (!account) response.status(404)
    return view.render('pages/links/verify_email', { email: link?.email, account })
  }

  async update({ auth, i18n, params, response, session }: HttpContext) {
    const place = await confirmEmail(params.token, auth.user)
    session.flash('success', i18n.t('account.flash.email_confirmed'))
    if (place) return response.seeOther().toPath(place)
    response.seeOther().toRoute(auth.user ? 'account.show' : 'sessions.create')
  }

  /** "That is not my account." */
  async destroy({ auth, i18n, params, response, session }: HttpContext) {
    await disownByVerification(params.token)
    session.flash('success', i18n.t('account.flash.disowned'))
    response.seeOther().toRoute(auth.user ? 'account.show' : 'registrations.create')
  }
}
