import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { appUrl } from '#config/service/address'
import { type DeprecationOptions, deprecationHeaders } from '#access/deprecation'

/** Tells clients that an endpoint should no longer be used, and what replaces it. */
export default class DeprecatedMiddleware {
  handle({ response }: HttpContext, next: NextFn, deprecation: DeprecationOptions) {
    for (const [name, value] of Object.entries(deprecationHeaders(deprecation)))
      response.header(name, value)
    if (deprecation.instead)
      response.append('Link', `<${appUrl}${deprecation.instead}>; rel="successor-version"`)
    return next()
  }
}
