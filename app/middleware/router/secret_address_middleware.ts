import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { accessOf, takesLink } from '#access/route_access'
import { isPage } from '#http/face'

/**
 * For files behind a signed link, and for pages behind a link in an email: those with a `:token` in their address. The
 * address must reach no Referer and no cache, whatever becomes of the request (ASVS 14.2.1).
 */
export default class SecretAddressMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const isSecretPage = isPage(ctx) && ctx.params.token !== undefined
    if (isSecretPage || takesLink(accessOf(ctx.route)))
      ctx.response.header('Referrer-Policy', 'no-referrer').header('Cache-Control', 'no-store')
    return next()
  }
}
