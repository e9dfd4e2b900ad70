import type { HttpContext } from '@adonisjs/core/http'
import { confirm } from '#sign_ins/confirmation'
import { confirmationValidator } from '#validators/confirmation'

export default class ConfirmationsController {
  async update(ctx: HttpContext) {
    const { password } = await ctx.request.validateUsing(confirmationValidator)
    await confirm(ctx, password)
    ctx.response.noContent()
  }
}
