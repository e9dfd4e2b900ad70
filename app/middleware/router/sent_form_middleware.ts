import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { untilSettled } from '#sent_forms/form_turn'
import { giveAnswer, isForBrowserOf, takeAnswer } from '#sent_forms/kept_answer'
import { sentFormKey } from '#sent_forms/sent_form_key'
import SentForm from '#models/sent_form'

/** A form that acts once, and whether this request is the one that acts. */
export type SentFormOfRequest = { key: Buffer; isClaimed?: boolean }

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
    const key = sentFormKey(ctx)
    return key ? this.#actOnce(ctx, key, next) : next()
  }

  async #actOnce(ctx: HttpContext, key: Buffer, next: NextFn) {
    if (await this.#answerAgain(ctx, key)) return

    const form: SentFormOfRequest = (ctx.sentForm = { key })
    await next()
    if (form.isClaimed) return this.#settle(ctx, key)
    // A refusal may itself be a consequence of what the first request did meanwhile.
    await this.#answerAgain(ctx, key)
  }

  /** Gives the answer that the first request got, once there is one. */
  async #answerAgain(ctx: HttpContext, key: Buffer) {
    try {
      const sent = await untilSettled(key)
      if (sent?.is !== 'answered' || !sent.answer || !isForBrowserOf(ctx, sent.answer)) return false
      await giveAnswer(ctx, sent.answer)
      return true
    } catch (error) {
      // The database is away: the code that needs it next reports that in the form.
      ctx.logger.warn({ err: error }, 'could not tell whether a form had been sent before')
      return false
    }
  }

  async #settle(ctx: HttpContext, key: Buffer) {
    try {
      if (ctx.problem) await SentForm.release(key)
      else await SentForm.keep(key, takeAnswer(ctx))
    } catch (error) {
      // The work is done, and this answer is correct.
      ctx.logger.error({ err: error }, 'could not keep the answer to a form')
    }
  }
}
