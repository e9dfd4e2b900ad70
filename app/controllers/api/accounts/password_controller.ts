import type { HttpContext } from '@adonisjs/core/http'
import { changePassword } from '#accounts/change_password'
import { changePasswordValidator } from '#validators/user'

export default class PasswordController {
  async update({ auth, request, response, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    const { password } = await request.validateUsing(changePasswordValidator, {
      meta: { username: user.username, email: user.email },
    })
    await changePassword(user, password, signIn)
    response.noContent()
  }
}
