import type { HttpContext } from '@adonisjs/core/http'
import User from '#models/user'
import UserTransformer from '#transformers/user_transformer'
import { registerValidator } from '#validators/user'

export default class UsersController {
  async store({ request, response, serialize }: HttpContext) {
    const user = await User.register(await request.validateUsing(registerValidator))
    response.status(201)
    return serialize(UserTransformer.transform(user))
  }
}
