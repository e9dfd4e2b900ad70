import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { SECURITY_HEADERS } from '#config/service/security_headers'

/** In small letters, which AdonisJS turns each name into. */
const HEADERS = Object.entries(SECURITY_HEADERS).map(
  ([name, value]) => [name.toLowerCase(), value] as const
)

/** The headers of every answer, whatever becomes of the request. */
export default class ResponseHeadersMiddleware {
  handle({ request, response, credential }: HttpContext, next: NextFn) {
    for (const [name, value] of HEADERS) response.header(name, value)
    response.header('X-Request-Id', request.id()!)
    if (credential.kind !== 'none') response.header('Cache-Control', 'no-store')
    return next()
  }
}
