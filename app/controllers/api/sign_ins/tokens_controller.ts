import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { checkCredentials } from '#sign_ins/credentials'
import { startOnDevice } from '#sign_ins/start'
import TokenPairTransformer from '#transformers/token_pair_transformer'
import { tokenValidator } from '#validators/session'

export default class TokensController {
  @endpoint('Sign a device in', {
    details: '`login` is the username or the email address, in any case.',
    body: tokenValidator,
    answer: TokenPairTransformer,
    problems: ['invalid_credentials', 'account_suspended'],
  })
  async store({ request, response, serialize }: HttpContext) {
    const { login, password, deviceName } = await request.validateUsing(tokenValidator)
    const user = await checkCredentials(login, password, request)
    const pair = await startOnDevice(user, request, deviceName)
    response.status(201)
    return serialize(TokenPairTransformer.transform(pair))
  }
}
