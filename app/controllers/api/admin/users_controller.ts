import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { listPeople } from '#people/list'
import { holdingsOf } from '#people/holdings'
import PersonTransformer from '#transformers/person_transformer'
import { peopleListValidator } from '#validators/people'

export default class UsersController {
  @endpoint('List the people', { query: peopleListValidator, list: PersonTransformer })
  async index({ request, serialize }: HttpContext) {
    const { people, meta } = await listPeople(await peopleListValidator.validate(request.qs()))
    return serialize(PersonTransformer.paginate(people, meta))
  }

  @endpoint('Show one of the people, and what they have', { answer: PersonTransformer })
  async show(ctx: HttpContext) {
    const person = await ctx.person()
    return ctx.serialize(PersonTransformer.transform(person, await holdingsOf(person)))
  }
}
