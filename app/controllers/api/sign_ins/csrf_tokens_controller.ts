import type { HttpContext } from '@adonisjs/core/http'

export default class CsrfTokensController {
  show({ request }: HttpContext) {
    return { data: { csrfToken: request.csrfToken } }
  }
}
