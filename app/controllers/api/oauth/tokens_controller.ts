import type { HttpContext } from '@adonisjs/core/http'
import { exchangeGrant } from '#oauth/grants'
import { grantTypeValidator } from '#validators/oauth/parameters'

export default class TokensController {
  async store({ request, response }: HttpContext) {
    const { grant_type: type } = await request.validateUsing(grantTypeValidator)
    const pair = await exchangeGrant(type, request)
    response.header('Cache-Control', 'no-store')
    return {
      token_type: 'Bearer',
      access_token: pair.accessToken,
      expires_in: pair.expiresIn,
      refresh_token: pair.refreshToken,
      refresh_token_expires_in: pair.refreshExpiresIn,
    }
  }
}
