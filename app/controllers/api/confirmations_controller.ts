import type { HttpContext } from '@adonisjs/core/http'
import { confirmationValidator } from '#validators/confirmation'

export default class ConfirmationsController {
  async update({ auth, request, response, signIn }: HttpContext) {
    const { password } = await request.validateUsing(confirmationValidator)
    await signIn.confirm(auth.getUserOrFail(), password)
    response.noContent()
  }
}
