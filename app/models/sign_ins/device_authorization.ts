import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { DeviceAuthorizationSchema } from '#database/schema'
import { readUserCode, userCodeHashes } from '#secrets/user_code'
import type User from '#models/user'

/** The state that an app gets when it polls for its code. */
export type Poll = {
  state: 'waiting' | 'approved' | 'refused'
  userId: number | null
  isLive: boolean
  isTooSoon: boolean
}

/** Seconds of tolerance: answers take time, and timers are not exact. */
const LENIENCY = 1

/** Seconds by which an app that polls too often must wait longer (RFC 8628, 3.5). */
const SLOW_DOWN = 5

const POLL = `
  with asked as (
    select *, polled_at is not null
      and polled_at > now() - make_interval(secs => interval_seconds - :leniency) as is_too_soon
    from device_authorizations where device_code_hash = :hash for update
  )
  update device_authorizations as polled set polled_at = now(),
    interval_seconds = polled.interval_seconds + case when asked.is_too_soon then :slowDown else 0 end
  from asked where polled.device_code_hash = asked.device_code_hash
  returning asked.state, asked.user_id as "userId", asked.is_too_soon as "isTooSoon",
    asked.expires_at > now() as "isLive"`

/** An app that waits for somebody to type its code (RFC 8628). */
export default class DeviceAuthorization extends DeviceAuthorizationSchema {
  static table = 'device_authorizations'

  /** Those whose code has not been typed yet. */
  static waiting(trx?: TransactionClientContract) {
    return this.query({ client: trx }).where('state', 'waiting').whereRaw('expires_at > now()')
  }

  /** The one for a code as somebody typed it, or null. Changes nothing. */
  static async findByUserCode(text: string) {
    const letters = readUserCode(text)
    if (!letters) return null
    return this.waiting().whereIn('user_code_hash', userCodeHashes(letters)).first()
  }

  /** Records that the app has polled, and whether that was too soon; null if there is none. */
  static async poll(hash: Buffer): Promise<Poll | null> {
    const bindings = { hash, leniency: LENIENCY, slowDown: SLOW_DOWN }
    const { rows } = await db.rawQuery<{ rows: Poll[] }>(POLL, bindings)
    return rows[0] ?? null
  }

  /** @returns whether it was still waiting: of two simultaneous answers, the first counts */
  async answer(
    values: { state: 'approved' | 'refused'; user_id?: number },
    trx: TransactionClientContract
  ) {
    const [answered] = await DeviceAuthorization.waiting(trx)
      .where('device_code_hash', this.deviceCodeHash)
      .update(values)
    return Number(answered) > 0
  }

  /** Uses up the one that somebody approved; null if it was used already. */
  static async take(hash: Buffer, userId: number, trx: TransactionClientContract) {
    const found = await this.query({ client: trx })
      .where({ device_code_hash: hash, user_id: userId })
      .forUpdate()
      .first()
    if (found) await this.query({ client: trx }).where('device_code_hash', hash).delete()
    return found
  }

  /** Cancels those that were approved but not yet fetched. */
  static async forget(user: User, trx?: TransactionClientContract) {
    await this.query({ client: trx }).where('user_id', user.id).delete()
  }
}
