import type { HttpContext } from '@adonisjs/core/http'
import { endSuspension, suspendAccount } from '#accounts/status'
import { backToPerson } from '#people/request_person'
import { suspensionValidator } from '#validators/people'

export default class SuspensionsController {
  async update(ctx: HttpContext) {
    const person = await ctx.person()
    await suspendAccount(person, await ctx.request.validateUsing(suspensionValidator))
    backToPerson(ctx, person, 'suspended')
  }

  async destroy(ctx: HttpContext) {
    const person = await ctx.person()
    await endSuspension(person)
    backToPerson(ctx, person, 'active')
  }
}
