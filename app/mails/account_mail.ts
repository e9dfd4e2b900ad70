import { BaseMail } from '@adonisjs/mail'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { appUrl } from '#config/app'
import emitOutboxFilled from '#events/outbox_filled'
import OutgoingMail from '#models/outgoing_mail'
import type User from '#models/user'

/**
 * A mail about an account, in text and HTML: resources/views/mails/<kind>/{text,html}.edge.
 * It is not sent but put into the outbox, and goes out once the transaction is committed.
 */
export abstract class AccountMail extends BaseMail {
  abstract readonly kind: string
  abstract subject: string

  /** @param recipient where it goes, if not to the account's own address */
  constructor(
    protected user: User,
    protected recipient: string = user.email
  ) {
    super()
  }

  /** What its templates show. */
  protected abstract facts(): Record<string, unknown>

  /** Links start where people reach us, never from a Host header. */
  protected link(path: string) {
    return appUrl + path
  }

  prepare() {
    const facts = { subject: this.subject, appUrl, username: this.user.username, ...this.facts() }
    this.message
      .to(this.recipient)
      .htmlView(`mails/${this.kind}/html`, facts)
      .textView(`mails/${this.kind}/text`, facts)
  }

  async queue(trx: TransactionClientContract) {
    await this.buildWithContents()
    const { html, text } = this.message.toObject().message
    await OutgoingMail.create(
      {
        userId: this.user.id,
        kind: this.kind,
        recipient: this.recipient,
        subject: this.subject,
        html: String(html),
        text: String(text),
      },
      { client: trx }
    )
    trx.after('commit', emitOutboxFilled)
  }
}
