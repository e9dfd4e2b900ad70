import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { restoreAccount } from '#accounts/status'
import PersonTransformer from '#transformers/person_transformer'
import { restorationValidator } from '#validators/people'

export default class RestorationsController {
  @endpoint('Restore a deleted account', {
    body: restorationValidator,
    answer: PersonTransformer,
    status: 200,
    problems: ['conflict'],
  })
  async store(ctx: HttpContext) {
    const { email } = await ctx.request.validateUsing(restorationValidator)
    const person = await ctx.person()
    await restoreAccount(person, email ?? undefined)
    return ctx.serialize(PersonTransformer.transform(person))
  }
}
