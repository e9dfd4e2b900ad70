import type { HttpContext } from '@adonisjs/core/http'
import { disownByReset } from '#accounts/disown_address'
import { requestPasswordReset } from '#accounts/forgotten_password'
import { findResetOwner, resetOwner, resetPassword } from '#accounts/reset_password'
import { ensureDeviceSecret } from '#sign_ins/device_cookie'
import KnownDevice from '#models/known_device'
import { forgottenPasswordValidator, resetPasswordFormValidator } from '#validators/account_links'

export default class PasswordResetsController {
  create({ view }: HttpContext) {
    return view.render('pages/auth/forgot_password')
  }

  async store({ i18n, request, response, session }: HttpContext) {
    const { email } = await request.validateUsing(forgottenPasswordValidator)
    await requestPasswordReset(email)
    session.flash('success', i18n.t('account.flash.reset_sent'))
    response.seeOther().toRoute('password_resets.create')
  }

  async edit({ params, response, view }: HttpContext) {
    const owner = await findResetOwner(params.token)
    if (!owner) response.status(404)
    return view.render('pages/links/reset_password', { account: owner })
  }

  async update({ i18n, params, request, response, session }: HttpContext) {
    const { username, email } = await resetOwner(params.token)
    const meta = { username, email }
    const { password } = await request.validateUsing(resetPasswordFormValidator, { meta })
    const owner = await resetPassword(params.token, password)
    await KnownDevice.remember(owner, ensureDeviceSecret(request, response))
    session.flash('success', i18n.t('account.flash.password_reset'))
    response.seeOther().toRoute('sessions.create')
  }

  /** "That is not my account." */
  async destroy({ auth, i18n, params, response, session }: HttpContext) {
    await disownByReset(params.token)
    session.flash('success', i18n.t('account.flash.disowned'))
    response.seeOther().toRoute(auth.user ? 'account.show' : 'registrations.create')
  }
}
