import type { HttpContext } from '@adonisjs/core/http'
import { refreshTokenPair } from '#sign_ins/refresh'
import TokenPairTransformer from '#transformers/token_pair_transformer'
import { refreshValidator } from '#validators/session'

export default class TokenRefreshesController {
  async store({ request, response, serialize }: HttpContext) {
    const { refreshToken } = await request.validateUsing(refreshValidator)
    const pair = await refreshTokenPair(refreshToken)
    response.header('Cache-Control', 'no-store')
    return serialize(TokenPairTransformer.transform(pair))
  }
}
