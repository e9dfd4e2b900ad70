import type { HttpContext } from '@adonisjs/core/http'
import { changePasswordFormValidator } from '#validators/user'

export default class PasswordController {
  async update({ auth, guard, request, response, session, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    const change = await request.validateUsing(changePasswordFormValidator, {
      meta: { username: user.username, email: user.email },
    })
    await user.changePassword(change, signIn)
    await guard.renew({ atOnce: true })
    session.flash('success', 'Your password is changed. Everywhere else you are signed out.')
    response.redirect().status(303).toRoute('account.show')
  }
}
