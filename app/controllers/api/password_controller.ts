import type { HttpContext } from '@adonisjs/core/http'
import { changePasswordValidator } from '#validators/user'

export default class PasswordController {
  async update({ auth, guard, request, response, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    const change = await request.validateUsing(changePasswordValidator, {
      meta: { username: user.username, email: user.email },
    })
    await user.changePassword(change, signIn)
    await guard.renew({ atOnce: true })
    response.noContent()
  }
}
