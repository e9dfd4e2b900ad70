import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { untilSettled } from '#sent_forms/form_turn'
import { giveAnswer, isForBrowserOf, takeAnswer } from '#sent_forms/kept_answer'
import { sentFormKeys } from '#sent_forms/sent_form_key'
import SentForm from '#models/sent_form'

/** A form that acts once, and whether this request is the one that acts. */
export type SentFormOfRequest = { keys: Buffer[]; isClaimed?: boolean }

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    sentForm?: SentFormOfRequest
  }
}

/**
 * However often a form is sent, it acts once, and every request gets the same answer: after a double click a browser
 * shows the last one. This comes before anything else looks at the request: the first may have signed the browser in or
 * out, or changed its session id.
 */
export default class SentFormMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const keys = sentFormKeys(ctx)
    return keys ? this.#actOnce(ctx, keys, next) : next()
  }

  async #actOnce(ctx: HttpContext, keys: Buffer[], next: NextFn) {
    if (await this.#answerAgain(ctx, keys)) return

    const form: SentFormOfRequest = (ctx.sentForm = { keys })
    await next()
    if (form.isClaimed) return this.#settle(ctx, keys)
    // A refusal may itself be a consequence of what the first request did meanwhile.
    await this.#answerAgain(ctx, keys)
  }

  /** Gives the answer that the first request got, once there is one. */
  async #answerAgain(ctx: HttpContext, keys: Buffer[]) {
    try {
      const sent = await untilSettled(keys)
      if (sent?.is !== 'answered' || !sent.answer || !isForBrowserOf(ctx, sent.answer)) return false
      await giveAnswer(ctx, sent.answer)
      return true
    } catch (error) {
      // The database is away: the code that needs it next reports that in the form.
      ctx.logger.warn({ err: error }, 'could not tell whether a form had been sent before')
      return false
    }
  }

  async #settle(ctx: HttpContext, keys: Buffer[]) {
    try {
      if (ctx.problem) await SentForm.release(keys)
      else await SentForm.keep(keys, takeAnswer(ctx))
    } catch (error) {
      // The work is done, and this answer is correct.
      ctx.logger.error({ err: error }, 'could not keep the answer to a form')
    }
  }
}
