import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { text } from '#transformers/shape'

export default class CsrfTokensController {
  @endpoint('Fetch the CSRF token of this browser', {
    details: 'Send it as `X-CSRF-TOKEN` with what changes something by cookie.',
    answer: { csrfToken: text('FXHcyv2I-YbKEBjXsh3J1zr9LNcSePyV_Gng') },
  })
  show({ request }: HttpContext) {
    return { data: { csrfToken: request.csrfToken } }
  }
}
