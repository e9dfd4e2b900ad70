import { csrfFactory } from '@adonisjs/shield/guards'
import encryption from '@adonisjs/core/services/encryption'
import edge from 'edge.js'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { takesForms } from '#http/face'
import { comesFromOurPages } from '#http/request_origin'
import { accessOf, opensSession } from '#access/route_access'
import { refuseTokenOnForm } from '#access/token_on_form'
import { csrf } from '#config/service/csrf'
import { problems } from '#exceptions/problem'
import { isSafeMethod } from '#http/safe_method'
import type User from '#models/user'

/** A form says to whom it was shown. A request without a form, or with an old one, says nothing. */
function isShownToAnother({ request }: HttpContext, { id }: User) {
  const shownTo = request.body()._for
  return shownTo !== undefined && shownTo !== String(id)
}

/**
 * Shield's token, required for requests to which a browser attaches a credential by itself, and besides it the
 * browser's own word on where the request comes from (ASVS 3.5.1).
 */
export default class CsrfMiddleware {
  #checkToken = csrfFactory(csrf, encryption.use(), edge)

  handle(ctx: HttpContext, next: NextFn) {
    refuseTokenOnForm(ctx)
    const hasSession = ctx.credential.kind !== 'token' && ctx.session
    return hasSession ? this.#checkIfWanted(ctx, next) : next()
  }

  /** Always for a signed-in browser; for a visitor only if there is a form, or a browser is being signed in. */
  async #checkIfWanted(ctx: HttpContext, next: NextFn) {
    const { caller } = await ctx.lookUpCaller()
    if (caller || opensSession(accessOf(ctx.route))) await this.#check(ctx)
    await next()
  }

  async #check(ctx: HttpContext) {
    ctx.response.header('Cache-Control', 'no-store')
    if (isSafeMethod(ctx.request.intended())) return this.#checkToken(ctx)
    const failed = () => problems.csrfFailed(takesForms(ctx) ? undefined : 'api')
    if (!comesFromOurPages(ctx.request)) throw failed()

    const { caller } = await ctx.lookUpCaller()
    // Another tab has signed in since this form was opened: the request is only redirected (guest_middleware.ts).
    if (caller && accessOf(ctx.route).who === 'guest') return
    if (caller && isShownToAnother(ctx, caller.user)) throw problems.shownToAnother()
    // The session id was renewed a moment ago: a thief with the old one must not profit from the confirmation.
    if (caller?.session?.isByFormerId) throw failed()
    try {
      await this.#checkToken(ctx)
    } catch {
      throw failed()
    }
  }
}
