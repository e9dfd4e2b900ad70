import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import { answerPasswordReset } from '#accounts/forgotten_password'
import { smtpIsConfigured } from '#config/mail'
import '#events/outbox_filled'
import OutgoingMail from '#models/outgoing_mail'
import PasswordReset from '#models/password_reset'

/** Milliseconds between two checks of the outbox. An email written by this process does not wait for the next one. */
const POLL_INTERVAL = 5_000

async function send(outgoing: OutgoingMail) {
  const { recipient, subject, messageId, html, text } = outgoing
  if (!smtpIsConfigured) return
  // Loaded with the first email: the transport takes its time to load, and startup need not wait for it.
  const { default: mail } = await import('@adonisjs/mail/services/main')
  await mail.use('smtp').sendCompiled({
    message: { to: [recipient], subject, messageId, html: html!, text: text! },
    views: {},
  })
}

/** Sends the emails in the outbox, one after another. Every process may run one: no email is taken twice. */
export class MailWorker {
  #timer?: NodeJS.Timeout
  #deafen?: () => void
  #running?: Promise<void>
  #isWanted = false
  #isStopping = false

  start() {
    this.#timer = setInterval(() => this.#run(), POLL_INTERVAL).unref()
    this.#deafen = emitter.on('outbox:filled', () => this.#run())
    this.#run()
  }

  /** Waits for the email that is being sent, and leaves the rest in the outbox. */
  async stop() {
    clearInterval(this.#timer)
    this.#deafen?.()
    this.#isStopping = true
    await this.#running
  }

  /**
   * Answers requests for a password reset and sends all emails that are due, alternately, so that neither holds up the
   * other.
   */
  async drain() {
    let last = 0
    let isBusy = true
    while (isBusy && !this.#isStopping) {
      const request = await PasswordReset.nextRequest(last)
      if (request) await this.#answer(request)
      last = request?.id ?? last
      const hasDelivered = !this.#isStopping && (await this.#deliverNext())
      isBusy = request !== null || hasDelivered
    }
  }

  #run() {
    this.#isWanted = true
    this.#running ??= this.#drainWhileWanted().finally(() => (this.#running = undefined))
  }

  async #drainWhileWanted() {
    while (this.#isWanted) {
      this.#isWanted = false
      await this.drain().catch((error) => logger.error({ err: error }, 'the outbox is stuck'))
    }
  }

  /** A failed one waits for the next round without holding up the rest. It expires after an hour. */
  async #answer(request: PasswordReset) {
    try {
      await answerPasswordReset(request)
    } catch (error) {
      logger.error(
        { err: error, passwordResetId: request.id },
        'a forgotten password was not answered'
      )
    }
  }

  async #deliverNext() {
    const outgoing = await OutgoingMail.claim()
    if (!outgoing) return false
    try {
      await send(outgoing)
    } catch (error) {
      await outgoing.postpone(error as Error)
      return true
    }
    await outgoing.markSent()
    return true
  }
}

export default new MailWorker()
