import type { HttpContext } from '@adonisjs/core/http'
import { confirmationValidator } from '#validators/confirmation'

export default class ConfirmationsController {
  async update({ guard, request, response }: HttpContext) {
    const { password } = await request.validateUsing(confirmationValidator)
    await guard.confirm(password)
    response.noContent()
  }
}
