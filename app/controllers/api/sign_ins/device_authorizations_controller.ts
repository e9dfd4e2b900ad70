import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { requestDeviceCodes } from '#sign_ins/device_authorization'
import { text, wholeNumber } from '#transformers/shape'
import { deviceAuthorizationValidator } from '#validators/session'
import { qrCode } from '#words/qr_code'

export default class DeviceAuthorizationsController {
  @endpoint('Ask for a code that somebody types at /device to sign this app in', {
    details:
      'Show `userCode` and `verificationUri`, and call `POST /api/v1/tokens/device` every `interval` seconds (RFC 8628).',
    body: deviceAuthorizationValidator,
    answer: {
      deviceCode: text('gatehouse_dc_…', 'Show it to nobody: it becomes the tokens.'),
      userCode: text('WDJB-MJHT'),
      verificationUri: text('https://gatehouse.example/device'),
      verificationUriComplete: text('https://gatehouse.example/device?code=WDJB-MJHT'),
      expiresIn: wholeNumber(600, 'Seconds.'),
      interval: wholeNumber(5, 'Seconds.'),
      qrCode: text('<svg …', 'SVG of `verificationUriComplete`, if it was asked for.').optional(),
    },
  })
  async store({ request, response }: HttpContext) {
    const wish = await request.validateUsing(deviceAuthorizationValidator)
    const codes = await requestDeviceCodes(request, wish.deviceName)
    response.status(201)
    const picture = wish.qrCode && { qrCode: await qrCode(codes.verificationUriComplete) }
    return { data: { ...codes, ...picture } }
  }
}
