import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { languageToKeep } from '#languages/request_language'
import { register } from '#accounts/register'
import { describeClient } from '#http/client_name'
import UserTransformer from '#transformers/user_transformer'
import { registerValidator } from '#validators/user'

export default class UsersController {
  @endpoint('Register', { body: registerValidator, answer: UserTransformer })
  async store(ctx: HttpContext) {
    const { request, response, serialize } = ctx
    const registration = await request.validateUsing(registerValidator)
    const user = await register(registration, {
      ...describeClient(request),
      language: languageToKeep(ctx),
    })
    response.status(201)
    return serialize(UserTransformer.transform(user))
  }
}
