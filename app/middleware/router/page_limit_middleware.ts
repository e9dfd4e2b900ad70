import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { generalCountOf } from '#limits/general_limit'
import { comesFromOurPages } from '#http/request_origin'
import { accessOf } from '#access/route_access'
import { isPage } from '#http/face'
import { isSafeMethod } from '#http/safe_method'

/**
 * The general limits of pages: changes count as through the API, and reading is free. It runs once the session is open,
 * so that the form can be returned, and before the CSRF check: a form without a token is no work to make, but some to
 * refuse.
 */
export default class PageLimitMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (isSafeMethod(ctx.request.intended()) || !isPage(ctx)) return next()
    return this.#count(ctx, next)
  }

  async #count(ctx: HttpContext, next: NextFn) {
    if (await this.#isWorkToDo(ctx)) {
      const { limit, key } = await generalCountOf(ctx)
      await limit.spend(key)
    }
    return next()
  }

  /**
   * A request that comes with a token, from another site, or from a visitor to a page for signed-in people is refused
   * whatever it contains. It must neither use up somebody's limit nor be given the cookie that returns a form.
   */
  async #isWorkToDo(ctx: HttpContext) {
    if (!ctx.session || !comesFromOurPages(ctx.request)) return false
    if (accessOf(ctx.route).who !== 'signed-in') return true
    const { caller } = await ctx.lookUpCaller()
    return caller !== undefined
  }
}
