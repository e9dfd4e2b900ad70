import { BaseMail } from '@adonisjs/mail'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { appUrl } from '#config/address'
import emitOutboxFilled from '#events/outbox_filled'
import OutgoingMail from '#models/outgoing_mail'
import type User from '#models/user'
import { withoutLinks } from '#words/without_links'

/** Unicode code points. Somebody's words in another's mailbox: they should be no letter of their own. */
const LONGEST_WORDS = 80

/** Of an account's notices to an address that nobody has confirmed: it may be a stranger's. */
const MOST_NOTICES_PER_HOUR = 10

const shortened = (words: string) =>
  words.length > LONGEST_WORDS ? `${[...words].slice(0, LONGEST_WORDS).join('')}…` : words

const asWords = (words: string | null) => words && withoutLinks(shortened(words))

/**
 * A mail about an account, in text and HTML: resources/views/mails/<kind>/{text,html}.edge.
 * It is not sent but put into the outbox, and goes out once the transaction is committed.
 */
export abstract class AccountMail extends BaseMail {
  abstract readonly kind: string

  /** Ours alone: it is read before anything else, and by those who do not know who wrote it. */
  abstract readonly subject: string

  /** Whether what asks for it is limited already, so that it always goes out. */
  protected readonly isLimited: boolean = false

  /** @param recipient where it goes, if not to the account's own address */
  constructor(
    protected user: User,
    protected recipient: string = user.email
  ) {
    super()
  }

  /** What its templates show. */
  protected facts(): Record<string, unknown> {
    return {}
  }

  /** What they show of what somebody has chosen, such as a name: short, and no link. */
  protected words(): Record<string, string | null> {
    return {}
  }

  /** Links start where people reach us, never from a Host header. */
  protected link(path: string) {
    return appUrl + path
  }

  prepare() {
    const words = Object.entries({ username: this.user.username, ...this.words() })
    const facts = {
      ...{ subject: this.subject, appUrl },
      ...Object.fromEntries(words.map(([name, value]) => [name, asWords(value)])),
      ...this.facts(),
    }
    this.message
      .to(this.recipient)
      .htmlView(`mails/${this.kind}/html`, facts)
      .textView(`mails/${this.kind}/text`, facts)
  }

  async queue(trx: TransactionClientContract) {
    if (await this.#isOneTooMany(trx)) return
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

  async #isOneTooMany(client: TransactionClientContract) {
    if (this.isLimited || this.user.emailVerifiedAt) return false
    const [{ count }] = await client
      .from('outgoing_mails')
      .where({ user_id: this.user.id, recipient: this.recipient })
      .whereRaw(`created_at > now() - interval '1 hour'`)
      .count('* as count')
    return Number(count) >= MOST_NOTICES_PER_HOUR
  }
}
