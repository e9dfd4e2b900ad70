import emitter from '@adonisjs/core/services/emitter'
import logger from '@adonisjs/core/services/logger'
import { answerPasswordReset } from '#accounts/forgotten_password'
import { smtpIsConfigured } from '#config/mail'
import '#events/outbox_filled'
import OutgoingMail from '#models/outgoing_mail'
import PasswordReset from '#models/password_reset'

/** Milliseconds between two looks into the outbox. A mail written by this process does not wait for it. */
const POLL_INTERVAL = 5_000

async function send(outgoing: OutgoingMail) {
  const { recipient, subject, messageId, html, text } = outgoing
  if (!smtpIsConfigured) return
  // Not before there is a mail: the transport takes its time to load, and a start need not wait for it.
  const { default: mail } = await import('@adonisjs/mail/services/main')
  await mail.use('smtp').sendCompiled({
    message: { to: [recipient], subject, messageId, html: html!, text: text! },
    views: {},
  })
}

/** Sends what lies in the outbox, one mail after the other. Every process may run one: no mail is taken twice. */
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

  /** Waits for the mail that is being sent, and leaves the rest in the outbox. */
  async stop() {
    clearInterval(this.#timer)
    this.#deafen?.()
    this.#isStopping = true
    await this.#running
  }

  /**
   * Answers who has forgotten a password, and sends all mails that are due. In turn: however many there are of the
   * one, the other goes on.
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

  /** One that fails waits for the next time; those behind it do not. It is void after an hour. */
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
