import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { maskSecrets } from '#secrets/secrets'
import { appUrl } from '#config/service/address'
import { mailsAreKept } from '#config/mail'
import { OutgoingMailSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { HOUR } from '#words/duration'
import { beginningOf } from '#words/text'

/** How long a process may take to send an email before another one tries: far longer than SMTP's timeouts. */
const LEASE_MINUTES = 5

/** Seconds. Pauses between attempts double from the first to the longest. */
const FIRST_PAUSE = 30
const LONGEST_PAUSE = 2 * HOUR

/** A mail server that has been away for longer will not return for this email. */
const GIVE_UP_AFTER = { hours: 24 }

/** Characters of last_error. */
const LONGEST_ERROR = 500

/** Conditions under which the leased row is still ours, so that a slow process does not overwrite another's work. */
const CLAIM = `
  update outgoing_mails
  set attempts = attempts + 1, next_attempt_at = now() + make_interval(mins => ${LEASE_MINUTES})
  where id = (
    select id from outgoing_mails
    where state = 'waiting' and next_attempt_at <= now()
    order by next_attempt_at limit 1
    for update skip locked
  )
  returning *`

/**
 * An email on its way. It is written in the transaction of what it reports, and sent afterwards. Its text may hold a
 * link that lets somebody in, so it is erased as soon as it is sent or given up; in development it is kept.
 */
export default class OutgoingMail extends OutgoingMailSchema {
  /**
   * Leases the next email that is due, for a few minutes. Other processes skip it meanwhile; if this one dies, the
   * email is due again after that.
   */
  static async claim(): Promise<OutgoingMail | null> {
    const { rows } = await db.rawQuery<{ rows: Record<string, unknown>[] }>(CLAIM)
    return rows[0] ? this.$createFromAdapterResult(rows[0]) : null
  }

  /** The same for every attempt, so that an email sent twice after a crash is shown once (RFC 5322, 3.6.4). */
  get messageId() {
    return `<${this.id}@${new URL(appUrl).hostname}>`
  }

  async markSent() {
    await this.#settle({ state: 'sent', sent_at: db.raw('now()'), last_error: null })
  }

  /** Postpones the email after a failed attempt, or gives up. */
  async postpone(error: Error) {
    const now = await databaseTime()
    const isLost = this.createdAt < now.minus(GIVE_UP_AFTER) || isRefused(error)
    const context = { mailId: this.id, kind: this.kind, attempts: this.attempts, err: error }
    const lastError = beginningOf(maskSecrets(error.message), LONGEST_ERROR)

    if (isLost) {
      logger.error(context, 'gave up on an email that could not be sent')
      return this.#settle({ state: 'given_up', last_error: lastError })
    }
    logger.warn(context, 'could not send an email yet')
    const pause = Math.min(FIRST_PAUSE * 2 ** (this.attempts - 1), LONGEST_PAUSE)
    await this.#update({
      last_error: lastError,
      next_attempt_at: db.raw('now() + make_interval(secs => ?)', [pause]),
    })
  }

  #settle(values: Record<string, unknown>) {
    return this.#update({ ...values, ...(!mailsAreKept && { html: null, text: null }) })
  }

  #update(values: Record<string, unknown>) {
    return db
      .from('outgoing_mails')
      .where({ id: this.id, state: 'waiting', attempts: this.attempts })
      .update(values)
  }
}

/** Whether the server says permanently that there is no such recipient (RFC 5321, 4.2.1). */
function isRefused(error: Error & { rejected?: string[]; responseCode?: number }) {
  return Boolean(error.rejected?.length) && (error.responseCode ?? 0) >= 500
}
