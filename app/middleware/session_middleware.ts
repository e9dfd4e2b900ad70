import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { BrowserSession } from '#auth/browser_session'
import { clearSessionCookie } from '#auth/session_cookie'
import { isPage } from '#http/face'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** Opens the session where it is of use: for pages, and for what a cookie may change through the API. */
export default class SessionMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (ctx.credential.kind === 'token') return next()
    if (this.#isOfUse(ctx)) return this.#withSession(ctx, next)

    await next()
    // Whether the cookie is dead is not worth an answer that is ready: the database may be away.
    await this.#forgetDeadCookie(ctx).catch((error) =>
      ctx.logger.warn({ err: error }, 'whether a cookie is dead could not be told')
    )
  }

  #isOfUse(ctx: HttpContext) {
    if (isPage(ctx)) return true
    return ctx.credential.kind === 'cookie' && !SAFE_METHODS.includes(ctx.request.intended())
  }

  async #withSession(ctx: HttpContext, next: NextFn) {
    await this.#forgetDeadCookie(ctx)
    ctx.session = new BrowserSession(ctx)
    await ctx.session.initiate(false)
    await next()
    await ctx.session.commit()
  }

  async #forgetDeadCookie(ctx: HttpContext) {
    if (ctx.credential.kind !== 'cookie') return
    const { refusal } = await ctx.lookUpCaller()
    if (refusal === 'invalid') clearSessionCookie(ctx.response)
  }
}
