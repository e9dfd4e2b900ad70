import { BaseMail } from '@adonisjs/mail'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import edge from 'edge.js'
import type { DateTime } from 'luxon'
import { appUrl } from '#config/service/address'
import emitOutboxFilled from '#events/outbox_filled'
import OutgoingMail from '#models/outgoing_mail'
import type User from '#models/user'
import { english, isKnownLanguage, wordsIn } from '#languages/words'
import { nameInWords } from '#words/person_name'
import { pointInTime } from '#words/point_in_time'
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

  /** Whether what asks for it is limited already, so that it always goes out. */
  protected readonly isLimited: boolean = false

  /** @param recipient where it goes, if not to the account's own address */
  constructor(
    protected user: User,
    protected recipient: string = user.email
  ) {
    super()
  }

  /** Ours alone: it is read before anything else, and by those who do not know who wrote it. */
  get title() {
    return this.i18n.t(`mails.${this.kind}.subject`)
  }

  /** In the language that the person has chosen. Somebody without an account is written to in that of who wrote. */
  protected get i18n() {
    const { language } = this.user
    return isKnownLanguage(language) ? wordsIn(language) : english()
  }

  /**
   * As they write it. Where it goes to another address than the account's, nobody knows who reads it, nor where.
   */
  protected readonly moment = (at: DateTime) => {
    const { email, timeZone } = this.user
    return pointInTime(at, this.i18n, this.recipient === email ? timeZone : null)
  }

  /** Somebody, as others see them. Each name on its own: what stands before the username does not push it out. */
  protected named({ username, displayName }: User) {
    return nameInWords({ username: asWords(username)!, displayName: asWords(displayName) })
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

  async prepare() {
    const words = Object.entries({ username: this.user.username, ...this.words() })
    const facts = {
      ...{ subject: this.title, appUrl },
      ...Object.fromEntries(words.map(([name, value]) => [name, asWords(value)])),
      ...this.facts(),
    }
    const view = edge.createRenderer().share({ i18n: this.i18n })
    this.message
      .to(this.recipient)
      .html(await view.render(`mails/${this.kind}/html`, facts))
      .text(await view.render(`mails/${this.kind}/text`, facts))
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
        subject: this.title,
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
