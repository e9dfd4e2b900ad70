import type { HttpContext } from '@adonisjs/core/http'

export default class PendingEmailController {
  async destroy({ auth, response, session }: HttpContext) {
    await auth.getUserOrFail().withdrawEmail()
    session.flash('success', 'Your e-mail address stays as it is.')
    response.redirect().status(303).toRoute('account.show')
  }
}
