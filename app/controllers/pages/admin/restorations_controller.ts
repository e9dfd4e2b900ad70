import type { HttpContext } from '@adonisjs/core/http'
import { restoreAccount } from '#accounts/status'
import { backToPerson } from '#people/request_person'
import { restorationValidator } from '#validators/people'

export default class RestorationsController {
  async store(ctx: HttpContext) {
    const { email } = await ctx.request.validateUsing(restorationValidator)
    const person = await ctx.person()
    await restoreAccount(person, email ?? undefined)
    backToPerson(ctx, person, 'active')
  }
}
