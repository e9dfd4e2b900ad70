import type { HttpContext } from '@adonisjs/core/http'
import { changePassword } from '#accounts/change_password'
import { changePasswordFormValidator } from '#validators/user'

export default class PasswordController {
  async update({ auth, i18n, request, response, session, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    const { password } = await request.validateUsing(changePasswordFormValidator, {
      meta: { username: user.username, email: user.email },
    })
    await changePassword(user, password, signIn)
    session.flash('success', i18n.t('account.flash.password'))
    response.seeOther().toRoute('security.show')
  }
}
