import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { redeemDeviceCode } from '#sign_ins/device_authorization'
import TokenPairTransformer from '#transformers/token_pair_transformer'
import { deviceCodeValidator } from '#validators/session'

export default class DeviceTokensController {
  @endpoint('Ask whether the code of this app was typed', {
    details:
      'Until then the answer is 400 `authorization_pending`. After `slow_down`, wait five seconds longer between two requests.',
    body: deviceCodeValidator,
    answer: TokenPairTransformer,
    problems: [
      'invalid_grant',
      'authorization_pending',
      'slow_down',
      'expired_token',
      'access_denied',
      'account_suspended',
    ],
  })
  async store({ request, response, serialize }: HttpContext) {
    const { deviceCode } = await request.validateUsing(deviceCodeValidator)
    const pair = await redeemDeviceCode(deviceCode, request)
    response.status(201)
    return serialize(TokenPairTransformer.transform(pair))
  }
}
