import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { accessOf, opensSession } from '#access/route_access'
import { BrowserSession } from '#auth/browser_session'
import { clearSessionCookie, sendsSessionCookie } from '#auth/session_cookie'
import { isDatabaseAway } from '#exceptions/database_away'
import { logOfKind } from '#logs/log_of_kind'
import { isPage } from '#http/face'
import { isSafeMethod } from '#http/safe_method'

/** Milliseconds for which a look-up still holds. Nobody signs in again that fast. */
const STILL_SO = 2_000

/**
 * Opens the session where it is needed: for pages, for changes through the API by cookie, and where a script of our
 * pages signs in.
 */
export default class SessionMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    return ctx.credential.kind === 'token' ? next() : this.#goOn(ctx, next)
  }

  async #goOn(ctx: HttpContext, next: NextFn) {
    if (!this.#isOfUse(ctx)) await next()
    else await this.#withSession(ctx, next)

    // An answer that is ready should not fail over whether the cookie is dead: the database may be away.
    await this.#forgetDeadCookie(ctx).catch((error) =>
      logOfKind('cookie not judged', (suppressed) =>
        ctx.logger.warn({ err: error, suppressed }, 'could not tell whether a cookie is dead')
      )
    )
  }

  #isOfUse(ctx: HttpContext) {
    if (isPage(ctx) || opensSession(accessOf(ctx.route))) return true
    return ctx.credential.kind === 'cookie' && !isSafeMethod(ctx.request.intended())
  }

  async #withSession(ctx: HttpContext, next: NextFn) {
    ctx.session = new BrowserSession(ctx)
    await ctx.session.initiate(false)
    await next()
    await this.#commit(ctx)
  }

  /** A page that only reads is shown even if nothing can be written: at worst a message is shown twice. */
  async #commit(ctx: HttpContext) {
    const isRead = isSafeMethod(ctx.request.intended())
    await ctx.session.commit().catch((error) => {
      if (!isRead || !isDatabaseAway(error)) throw error
      logOfKind('session not kept', (suppressed) =>
        ctx.logger.warn({ err: error, suppressed }, 'could not write a session')
      )
    })
  }

  /**
   * The browser may have another cookie than the one it sent: from a sign-in in another tab, or because the session was
   * renewed. Those are known (former_session_ids.ts). For an answer that took long, the look-up is too old to tell.
   */
  async #forgetDeadCookie(ctx: HttpContext) {
    if (ctx.credential.kind !== 'cookie' || sendsSessionCookie(ctx.response)) return
    const { refusal, isReplaced, at } = await ctx.lookUpCaller()
    const isStillSo = at === undefined || performance.now() - at < STILL_SO
    if (refusal === 'invalid' && !isReplaced && isStillSo) clearSessionCookie(ctx.response)
  }
}
