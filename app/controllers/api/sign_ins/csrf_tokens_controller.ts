import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'

export default class CsrfTokensController {
  @endpoint('Fetch the CSRF token of this browser', {
    details: 'Send it as `X-CSRF-TOKEN` with what changes something by cookie.',
    answer: { csrfToken: vine.string() },
  })
  show({ request }: HttpContext) {
    return { data: { csrfToken: request.csrfToken } }
  }
}
