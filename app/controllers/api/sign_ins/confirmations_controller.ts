import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { confirm } from '#sign_ins/confirmation'
import { confirmationValidator } from '#validators/confirmation'

export default class ConfirmationsController {
  @endpoint('Confirm with your password that it is you', {
    body: confirmationValidator,
    ofSignIn: true,
  })
  async update(ctx: HttpContext) {
    const { password } = await ctx.request.validateUsing(confirmationValidator)
    await confirm(ctx, password)
    ctx.response.noContent()
  }
}
