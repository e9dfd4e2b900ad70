import type { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import type { NextFn } from '@adonisjs/core/types/http'
import { pathForSignedIn } from '#http/redirects/safe_path'

/**
 * Pages for those who are not signed in, such as the sign-in itself. Everyone else is redirected, whatever they send.
 */
export default class GuestMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (ctx.credential.kind === 'cookie' && (await ctx.auth.checkUsing(['web']))) {
      ctx.session.reflash()
      const wanted = pathForSignedIn(ctx.request.input('next'))
      return ctx.response.redirect().toPath(wanted ?? urlFor('account.show'))
    }
    return next()
  }
}
