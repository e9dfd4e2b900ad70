import db from '@adonisjs/lucid/services/db'
import { webhooks } from '#config/service/webhooks'
import { WebhookDeliverySchema } from '#database/schema'

/** Minutes that an attempt may take before another process tries. */
const LEASE = 2

/**
 * Reads at most as many rows per webhook as can be in progress, so that one of them is free. Those behind them are not
 * read.
 */
const CLAIM = `
  update webhook_deliveries as claimed
  set attempts = claimed.attempts + 1, next_attempt_at = now() + make_interval(mins => ${LEASE})
  from webhooks
  where webhooks.id = claimed.webhook_id and claimed.id = (
    select waiting.id
    from webhooks
    cross join lateral (
      select id from webhook_deliveries
      where webhook_id = webhooks.id and state = 'waiting' and next_attempt_at <= now()
      order by next_attempt_at limit ${webhooks.atOnce}
    ) as first
    join webhook_deliveries as waiting on waiting.id = first.id
    where webhooks.state = 'active' and (paused_until is null or paused_until <= now())
      and waiting.state = 'waiting' and waiting.next_attempt_at <= now()
    order by waiting.next_attempt_at limit 1
    for update of waiting skip locked
  )
  returning claimed.*, webhooks.url, webhooks.secret,
    case when previous_secret_until > now() then previous_secret end as previous_secret,
    floor(extract(epoch from now()))::int as sent_at`

type Claim = { url: string; secret: string; previous_secret: string | null; sent_at: number }

/** One event on its way to one webhook. */
export default class WebhookDelivery extends WebhookDeliverySchema {
  static table = 'webhook_deliveries'

  /** Leases the next one that is due, for a few minutes: see OutgoingMail.claim(). */
  static async claim() {
    const { rows } = await db.rawQuery<{ rows: (Claim & Record<string, unknown>)[] }>(CLAIM)
    if (!rows[0]) return null
    const { url, secret, previous_secret: previous, sent_at: sentAt, ...columns } = rows[0]
    const delivery = this.$createFromAdapterResult(columns) as WebhookDelivery
    return { delivery, url, secrets: [secret, ...(previous ? [previous] : [])], sentAt }
  }

  /** The same for every attempt, so that a receiver can recognize duplicates. */
  get messageId() {
    return `msg_${this.id}`
  }

  markDelivered(status: number) {
    return this.#update({
      state: 'delivered',
      delivered_at: db.raw('now()'),
      last_status: status,
      last_error: null,
    })
  }

  /**
   * Postpones it, longer each time, or gives up.
   * @returns whether it was given up
   */
  async postpone(outcome: { status?: number; error?: string }) {
    const pause = webhooks.pauses[this.attempts - 1]
    const isLost = pause === undefined
    await this.#update({
      last_status: outcome.status ?? null,
      last_error: outcome.error ?? null,
      ...(isLost
        ? { state: 'given_up' }
        : { next_attempt_at: db.raw('now() + make_interval(secs => ?)', [pause]) }),
    })
    return isLost
  }

  /** Undoes the claim. */
  putBack() {
    return this.#update({ attempts: this.attempts - 1, next_attempt_at: db.raw('now()') })
  }

  /** Conditions under which the leased row is still ours, so that a slow process does not overwrite another's work. */
  #update(values: Record<string, unknown>) {
    return db
      .from('webhook_deliveries')
      .where({ id: this.id, state: 'waiting', attempts: this.attempts })
      .update(values)
  }
}
