import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { changePassword } from '#accounts/change_password'
import { changePasswordValidator } from '#validators/user'

export default class PasswordController {
  @endpoint('Change your password', {
    details: 'Every other sign-in ends.',
    body: changePasswordValidator,
  })
  async update({ auth, request, response, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    const { password } = await request.validateUsing(changePasswordValidator, {
      meta: { username: user.username, email: user.email },
    })
    await changePassword(user, password, signIn)
    response.noContent()
  }
}
