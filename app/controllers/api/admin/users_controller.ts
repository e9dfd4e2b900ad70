import type { HttpContext } from '@adonisjs/core/http'
import { listPeople } from '#people/list'
import { holdingsOf } from '#people/holdings'
import PersonTransformer from '#transformers/person_transformer'
import { peopleListValidator } from '#validators/people'

export default class UsersController {
  async index({ request, serialize }: HttpContext) {
    const { people, meta } = await listPeople(await peopleListValidator.validate(request.qs()))
    return serialize(PersonTransformer.paginate(people, meta))
  }

  async show(ctx: HttpContext) {
    const person = await ctx.person()
    return ctx.serialize(PersonTransformer.transform(person, await holdingsOf(person)))
  }
}
