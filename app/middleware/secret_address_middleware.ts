import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { accessOf, takesLink } from '#auth/route_access'
import { isPage } from '#http/face'

/**
 * For files behind a signed link, and for pages behind a link in a mail: those with a `:token` in their address. It
 * goes into no Referer and no cache, whatever becomes of the request (ASVS 14.2.1).
 *
 * On the way from a web mailbox a browser leaves our SameSite cookies at home, and the form that it then gets would
 * not fit the session that it sends the form with. So the page loads itself once more, from our own origin.
 */
export default class SecretAddressMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const isSecretPage = isPage(ctx) && ctx.params.token !== undefined
    if (!isSecretPage && !takesLink(accessOf(ctx.route))) return next()

    ctx.response.header('Referrer-Policy', 'no-referrer').header('Cache-Control', 'no-store')
    if (!isSecretPage || !this.#comesFromElsewhere(ctx)) return next()

    ctx.response.header('Refresh', '0; url=?here')
    return ctx.response.send(await ctx.view.render('pages/links/arriving'))
  }

  #comesFromElsewhere({ credential, request }: HttpContext) {
    const site = request.header('sec-fetch-site') ?? ''
    return (
      ['cross-site', 'same-site'].includes(site) &&
      request.intended() === 'GET' &&
      credential.kind === 'none' &&
      !request.parsedUrl.query
    )
  }
}
