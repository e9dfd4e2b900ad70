import type { HttpContext } from '@adonisjs/core/http'
import { endByLink, findSignInByLink } from '#sign_ins/end_link'

/** Behind the link in an email about a new sign-in. */
export default class EndedSignInsController {
  async create({ params, response, view }: HttpContext) {
    const unknown = await findSignInByLink(params.token)
    if (!unknown) response.status(404)
    return view.render('pages/links/end_sign_in', { unknown })
  }

  async store({ i18n, params, response, session }: HttpContext) {
    await endByLink(params.token)
    session.flash('success', i18n.t('account.flash.sign_in_ended_by_link'))
    response.seeOther().toRoute('password_resets.create')
  }
}
