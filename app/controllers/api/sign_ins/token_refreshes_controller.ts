import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { refreshTokenPair } from '#sign_ins/refresh'
import TokenPairTransformer from '#transformers/token_pair_transformer'
import { refreshValidator } from '#validators/session'

export default class TokenRefreshesController {
  @endpoint('Exchange a refresh token for a new pair', {
    details:
      'The refresh token is used up. Sent again within 30 seconds, it gives the same pair: an answer may get lost.',
    body: refreshValidator,
    answer: TokenPairTransformer,
    status: 200,
    problems: ['invalid_grant', 'account_suspended'],
  })
  async store({ request, serialize }: HttpContext) {
    const { refreshToken } = await request.validateUsing(refreshValidator)
    const pair = await refreshTokenPair(refreshToken)
    return serialize(TokenPairTransformer.transform(pair))
  }
}
