import { BaseMail } from '@adonisjs/mail'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import edge from 'edge.js'
import type { DateTime } from 'luxon'
import { appUrl } from '#config/service/address'
import emitOutboxFilled from '#events/outbox_filled'
import OutgoingMail from '#models/outgoing_mail'
import type User from '#models/user'
import { english, isKnownLanguage, wordsIn } from '#languages/words'
import { beginningOf, isLonger } from '#words/text'
import { nameInWords } from '#words/person_name'
import { pointInTime } from '#words/point_in_time'
import { withoutLinks } from '#words/without_links'

/** Characters. Words that one person chose reach another's mailbox, so they are too short for a message. */
const LONGEST_WORDS = 80

/** For notices to an address that nobody has confirmed: it may be a stranger's. */
const MOST_NOTICES_PER_HOUR = 10

const shortened = (words: string) =>
  isLonger(words, LONGEST_WORDS) ? `${beginningOf(words, LONGEST_WORDS)}…` : words

const asWords = (words: string | null) => words && withoutLinks(shortened(words))

/**
 * An email about an account, in text and HTML: resources/views/mails/<kind>/{text,html}.edge. It is not sent but put
 * into the outbox, and goes out once the transaction is committed.
 */
export abstract class AccountMail extends BaseMail {
  abstract readonly kind: string

  /** Whether its trigger is already rate-limited, so that every one is sent. */
  protected readonly isLimited: boolean = false

  /** @param recipient if not the account's own address */
  constructor(
    protected user: User,
    protected recipient: string = user.email
  ) {
    super()
  }

  /** Contains only our own words: it is read first, also by people who do not know the sender. */
  get title() {
    return this.i18n.t(`mails.${this.kind}.subject`)
  }

  /** In the recipient's chosen language. Somebody without an account gets the sender's. */
  protected get i18n() {
    const { language } = this.user
    return isKnownLanguage(language) ? wordsIn(language) : english()
  }

  /** A time in the recipient's zone. At an address other than the account's it is unknown who reads it, and where. */
  protected readonly moment = (at: DateTime) => {
    const { email, timeZone } = this.user
    return pointInTime(at, this.i18n, this.recipient === email ? timeZone : null)
  }

  /**
   * A person as others see them. Each name is isolated, so that a display name cannot push the username out of sight.
   */
  protected named({ username, displayName }: User) {
    return nameInWords({ username: asWords(username)!, displayName: asWords(displayName) })
  }

  /** The values for its templates. */
  protected facts(): Record<string, unknown> {
    return {}
  }

  /** Values that somebody has chosen, such as a name: shortened, and free of links. */
  protected words(): Record<string, string | null> {
    return {}
  }

  /** Links start with our public address, never with a Host header. */
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
