import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { changeProfile } from '#accounts/change_profile'
import { deleteAccount } from '#accounts/delete_account'
import UserTransformer from '#transformers/user_transformer'
import { updateProfileValidator } from '#validators/user'

export default class MeController {
  @endpoint('Show who is calling', { answer: UserTransformer, versioned: true })
  async show(ctx: HttpContext) {
    return ctx.versioned(UserTransformer.transform(ctx.auth.getUserOrFail()))
  }

  @endpoint('Change your username, email address or preferences', {
    details: 'A new address waits in `pendingEmail` until it is confirmed.',
    body: updateProfileValidator,
    answer: UserTransformer,
    versioned: true,
  })
  async update(ctx: HttpContext) {
    const user = ctx.auth.getUserOrFail()
    const asRead = await ctx.wantsAsRead(() => UserTransformer.transform(user))
    const wish = await ctx.request.validateUsing(updateProfileValidator)
    await changeProfile(user, ctx.access, wish, { asRead })
    return ctx.versioned(UserTransformer.transform(user))
  }

  @endpoint('Delete your account', { versioned: true, problems: ['conflict'] })
  async destroy(ctx: HttpContext) {
    const user = ctx.auth.getUserOrFail()
    const asRead = await ctx.wantsAsRead(() => UserTransformer.transform(user))
    await deleteAccount(user, ctx.signIn, { asRead })
    await ctx.guard.logout()
    ctx.response.noContent()
  }
}
