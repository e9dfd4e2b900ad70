import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { accessOf } from '#access/route_access'
import { isPage } from '#http/face'

/**
 * Looks up who is calling if the route requires somebody. It happens once per request: limits, the CSRF token and the
 * guards use this answer. A route open to anyone asks only if it comes to matter.
 *
 * A page asks when its session is opened: a form that was sent twice waits for the first request, which may have signed
 * the browser in or out (sent_form_middleware.ts).
 */
export default class IdentifyMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (accessOf(ctx.route).who !== 'signed-in' || isPage(ctx)) return next()
    return this.#identify(ctx, next)
  }

  async #identify(ctx: HttpContext, next: NextFn) {
    await ctx.lookUpCaller()
    await next()
  }
}
