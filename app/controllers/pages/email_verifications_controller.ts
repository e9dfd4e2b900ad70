import type { HttpContext } from '@adonisjs/core/http'
import EmailVerification from '#models/email_verification'

export default class EmailVerificationsController {
  async store({ auth, response, session }: HttpContext) {
    await auth.getUserOrFail().resendVerification()
    session.flash('success', 'The mail is on its way. Open it and follow the link.')
    response.redirect().status(303).toRoute('account.show')
  }

  /** Only shows what there is to confirm: programs that scan mails open every link. */
  async edit({ params, response, view }: HttpContext) {
    const link = await EmailVerification.findByToken(params.token)
    if (!link) response.status(404)
    return view.render('pages/links/verify_email', { email: link?.email })
  }

  async update({ auth, params, response, session }: HttpContext) {
    await EmailVerification.confirm(params.token)
    session.flash('success', 'Your e-mail address is confirmed.')
    response
      .redirect()
      .status(303)
      .toRoute(auth.user ? 'account.show' : 'sessions.create')
  }
}
