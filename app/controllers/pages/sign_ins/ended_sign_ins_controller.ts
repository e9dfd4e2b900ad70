import type { HttpContext } from '@adonisjs/core/http'
import { endByLink, findSignInByLink } from '#sign_ins/end_link'

/** Behind the link in a mail about a new sign-in. */
export default class EndedSignInsController {
  async create({ params, response, view }: HttpContext) {
    const unknown = await findSignInByLink(params.token)
    if (!unknown) response.status(404)
    return view.render('pages/links/end_sign_in', { unknown })
  }

  async store({ params, response, session }: HttpContext) {
    await endByLink(params.token)
    session.flash(
      'success',
      'That sign-in has ended. Now choose a new password: somebody knows the old one.'
    )
    response.seeOther().toRoute('password_resets.create')
  }
}
