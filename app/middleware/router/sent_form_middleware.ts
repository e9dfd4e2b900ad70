import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { untilSettled } from '#sent_forms/form_turn'
import { giveAnswer, isForBrowserOf, takeAnswer } from '#sent_forms/kept_answer'
import { sentFormKey } from '#sent_forms/sent_form_key'
import SentForm from '#models/sent_form'

/** A form that acts once, and whether this request is the one that acts. */
type SentFormOfRequest = { key: Buffer; isClaimed?: boolean }

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    sentForm?: SentFormOfRequest
  }
}

/**
 * However often a form is sent, it acts once, and everyone who sent it gets the same answer: after a double click a
 * browser shows the last. This is asked before anything else looks at the request: the first may have signed the browser
 * in or out, or changed what it is known by.
 */
export default class SentFormMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const key = sentFormKey(ctx)
    if (!key) return next()
    if (await this.#answerAgain(ctx, key)) return

    const form: SentFormOfRequest = (ctx.sentForm = { key })
    await next()
    if (form.isClaimed) return this.#settle(ctx, key)
    // Whoever was refused may have been so by what the first had done meanwhile.
    await this.#answerAgain(ctx, key)
  }

  /** With the answer that the first was given, once there is one. */
  async #answerAgain(ctx: HttpContext, key: Buffer) {
    try {
      const sent = await untilSettled(key)
      if (sent?.is !== 'answered' || !sent.answer || !isForBrowserOf(ctx, sent.answer)) return false
      await giveAnswer(ctx, sent.answer)
      return true
    } catch (error) {
      // The database is away: those who ask it next say so in the form.
      ctx.logger.warn({ err: error }, 'could not tell whether a form had been sent before')
      return false
    }
  }

  async #settle(ctx: HttpContext, key: Buffer) {
    try {
      if (ctx.problem) await SentForm.release(key)
      else await SentForm.keep(key, takeAnswer(ctx))
    } catch (error) {
      // What was done is done, and this answer is right.
      ctx.logger.error({ err: error }, 'could not keep the answer to a form')
    }
  }
}
