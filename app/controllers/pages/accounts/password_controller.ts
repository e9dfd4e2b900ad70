import type { HttpContext } from '@adonisjs/core/http'
import { changePassword } from '#accounts/change_password'
import { changePasswordFormValidator } from '#validators/user'

export default class PasswordController {
  async update({ auth, request, response, session, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    const { password } = await request.validateUsing(changePasswordFormValidator, {
      meta: { username: user.username, email: user.email },
    })
    await changePassword(user, password, signIn)
    session.flash(
      'success',
      'Your password has been changed, and you have been signed out everywhere else.'
    )
    response.seeOther().toPath('/account/security')
  }
}
