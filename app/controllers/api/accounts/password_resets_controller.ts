import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { disownByReset } from '#accounts/disown_address'
import { requestPasswordReset } from '#accounts/forgotten_password'
import { resetOwner, resetPassword } from '#accounts/reset_password'
import {
  forgottenPasswordValidator,
  linkValidator,
  resetPasswordValidator,
} from '#validators/account_links'

export default class PasswordResetsController {
  @endpoint('Have a link to a new password sent', {
    details: 'The answer is the same whether anybody has the address.',
    body: forgottenPasswordValidator,
    status: 202,
  })
  async store({ request, response }: HttpContext) {
    const { email } = await request.validateUsing(forgottenPasswordValidator)
    await requestPasswordReset(email)
    response.status(202)
  }

  @endpoint('Set a new password by the link in an email', {
    body: [linkValidator, resetPasswordValidator],
  })
  async update({ request, response }: HttpContext) {
    const { token } = await request.validateUsing(linkValidator)
    const { username, email } = await resetOwner(token)
    const meta = { username, email }
    const { password } = await request.validateUsing(resetPasswordValidator, { meta })
    await resetPassword(token, password)
    response.noContent()
  }

  @endpoint('Say that a new password was not asked for', { body: linkValidator })
  async destroy({ request, response }: HttpContext) {
    const { token } = await request.validateUsing(linkValidator)
    await disownByReset(token)
    response.noContent()
  }
}
