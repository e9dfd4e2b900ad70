import type { HttpContext } from '@adonisjs/core/http'
import { signOutElsewhere } from '#sign_ins/end'

export default class OtherSignInsController {
  async destroy({ auth, i18n, response, session, signIn }: HttpContext) {
    await signOutElsewhere(auth.getUserOrFail(), signIn)
    session.flash('success', i18n.t('account.flash.signed_out_elsewhere'))
    response.seeOther().toRoute('account.sign_ins')
  }
}
