import type { HttpContext } from '@adonisjs/core/http'
import { signOutElsewhere } from '#sign_ins/end'

export default class OtherSignInsController {
  async destroy({ auth, response, session, signIn }: HttpContext) {
    await signOutElsewhere(auth.getUserOrFail(), signIn)
    session.flash('success', 'You have been signed out everywhere else.')
    response.seeOther().toRoute('account.sign_ins')
  }
}
