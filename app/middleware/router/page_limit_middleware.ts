import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { generalCountOf } from '#limits/general_limit'
import { comesFromOurPages } from '#auth/request_origin'
import { accessOf } from '#access/route_access'
import { isPage } from '#http/face'
import { isSafeMethod } from '#http/safe_method'

/**
 * The general limits of pages: what changes something is counted as through the API, and reading is free. It is
 * asked once a session is open, so that the form can come back, and before the CSRF token is: a form without one is
 * no work to make, but some to refuse.
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
   * What comes with a token, from another site, or from nobody to a page for those who are signed in, is refused
   * whatever is in it. It is not to use up what somebody has left, nor to be given the cookie that brings a form back.
   */
  async #isWorkToDo(ctx: HttpContext) {
    if (!ctx.session || !comesFromOurPages(ctx.request)) return false
    if (accessOf(ctx.route).who !== 'signed-in') return true
    const { caller } = await ctx.lookUpCaller()
    return caller !== undefined
  }
}
