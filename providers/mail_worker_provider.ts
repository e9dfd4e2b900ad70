import type { ApplicationService } from '@adonisjs/core/types'

/** Runs the mail worker inside the server. */
export default class MailWorkerProvider {
  #stop?: () => Promise<void>
  #hasEnded = false

  constructor(private app: ApplicationService) {}

  /**
   * The profile dev-prod-db without SMTP leaves the outbox of the production database to the servers in production:
   * it cannot send what lies there, and must not mark it as sent.
   */
  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const { mailsAreKept, smtpIsConfigured } = await import('#config/mail')
    if (!mailsAreKept && !smtpIsConfigured) return

    const { default: mailWorker } = await import('#jobs/mail_worker')
    if (this.#hasEnded) return
    mailWorker.start()
    this.#stop = () => mailWorker.stop()
  }

  /** Providers shut down in reverse: the database and the transport are there until the last mail is done. */
  async shutdown() {
    this.#hasEnded = true
    await this.#stop?.()
  }
}
