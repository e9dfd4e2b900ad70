import type { ApplicationService } from '@adonisjs/core/types'

/** Runs the mail worker inside the server. */
export default class MailWorkerProvider {
  #stop?: () => Promise<void>
  #hasEnded = false

  constructor(private app: ApplicationService) {}

  /**
   * The profile dev-prod-db without SMTP leaves the outbox of the production database to the servers in production: it
   * cannot send the emails, and must not mark them as sent.
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

  /**
   * Providers shut down in reverse order: the database and the transport are available until the last email is sent.
   */
  async shutdown() {
    this.#hasEnded = true
    await this.#stop?.()
  }
}
