import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { SentFormOfRequest } from '#middleware/router/sent_form_middleware'
import { takeTurn } from '#sent_forms/form_turn'
import { isForBrowserOf } from '#sent_forms/kept_answer'
import { accessOf } from '#access/route_access'
import { problems } from '#exceptions/problem'

/** Claims the form for this request, once its CSRF token has been checked: sent_form_middleware.ts. */
export default class ClaimFormMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    return ctx.sentForm ? this.#claim(ctx, ctx.sentForm, next) : next()
  }

  async #claim(ctx: HttpContext, form: SentFormOfRequest, next: NextFn) {
    if (!(await this.#mayAct(ctx))) return next()

    const answer = await takeTurn(form.keys)
    form.isClaimed = answer === null
    if (!answer) return next()
    if (!isForBrowserOf(ctx, answer)) throw problems.csrfFailed()
  }

  /** A caller who is not let in does nothing that could happen twice. */
  async #mayAct(ctx: HttpContext) {
    const { who } = accessOf(ctx.route)
    if (who === 'anyone') return true
    const { caller } = await ctx.lookUpCaller()
    return (caller !== undefined) === (who === 'signed-in')
  }
}
