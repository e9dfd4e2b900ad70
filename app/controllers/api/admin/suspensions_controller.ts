import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { endSuspension, suspendAccount } from '#accounts/status'
import PersonTransformer from '#transformers/person_transformer'
import { suspensionValidator } from '#validators/people'

export default class SuspensionsController {
  @endpoint('Suspend somebody', {
    body: suspensionValidator,
    answer: PersonTransformer,
    problems: ['conflict'],
  })
  async update(ctx: HttpContext) {
    const suspension = await ctx.request.validateUsing(suspensionValidator)
    const person = await ctx.person()
    await suspendAccount(person, suspension)
    return ctx.serialize(PersonTransformer.transform(person))
  }

  @endpoint('End the suspension of somebody', { problems: ['conflict'] })
  async destroy(ctx: HttpContext) {
    await endSuspension(await ctx.person())
    ctx.response.noContent()
  }
}
