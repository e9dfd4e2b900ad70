import type { HttpRequest } from '@adonisjs/core/http'
import { cookieOrigins } from '#config/cors'

/**
 * Whether a request comes from our own pages, by the browser's own headers. Browsers that send neither header are
 * judged by the CSRF token alone.
 */
export function comesFromOurPages(request: HttpRequest) {
  const site = request.header('sec-fetch-site')
  if (site === 'same-origin') return true

  const origin = request.header('origin')
  if (origin !== undefined) return cookieOrigins.includes(origin)
  return site === undefined
}
