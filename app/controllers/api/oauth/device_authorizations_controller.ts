import type { HttpContext } from '@adonisjs/core/http'
import { requestDeviceCodes } from '#sign_ins/device_authorization'
import { deviceRequestValidator } from '#validators/oauth/parameters'

export default class DeviceAuthorizationsController {
  async store({ request, response }: HttpContext) {
    const { client_id: name } = await request.validateUsing(deviceRequestValidator)
    const codes = await requestDeviceCodes(request, name)
    response.header('Cache-Control', 'no-store')
    return {
      device_code: codes.deviceCode,
      user_code: codes.userCode,
      verification_uri: codes.verificationUri,
      verification_uri_complete: codes.verificationUriComplete,
      expires_in: codes.expiresIn,
      interval: codes.interval,
    }
  }
}
