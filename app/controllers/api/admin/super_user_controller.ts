import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { handOver } from '#people/super_user'
import PersonTransformer from '#transformers/person_transformer'
import { handOverValidator } from '#validators/people'

export default class SuperUserController {
  @endpoint('Hand the role of the super user over', {
    body: handOverValidator,
    answer: PersonTransformer,
    problems: ['conflict'],
  })
  async update({ request, serialize, signIn }: HttpContext) {
    const { username } = await request.validateUsing(handOverValidator)
    const heir = await handOver(username, signIn)
    return serialize(PersonTransformer.transform(heir))
  }
}
