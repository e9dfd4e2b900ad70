import type { HttpContext } from '@adonisjs/core/http'

export default class OtherSignInsController {
  async destroy({ auth, response, session, signIn }: HttpContext) {
    await auth.getUserOrFail().endOtherSignIns(signIn)
    session.flash('success', 'You are signed out everywhere else.')
    response.redirect().status(303).toRoute('account.sign_ins')
  }
}
