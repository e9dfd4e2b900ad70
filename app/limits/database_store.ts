import string from '@adonisjs/core/helpers/string'
import { errors, LimiterResponse } from '@adonisjs/limiter'
import type { LimiterConsumptionOptions, LimiterStoreContract } from '@adonisjs/limiter/types'
import db from '@adonisjs/lucid/services/db'

/** The prefix that earlier versions wrote: while instances are replaced one by one, all of them count together. */
const KEY_PREFIX = 'rlflx:'

/** In milliseconds since 1970, like `expire`; never rounded up, so that no window is too long. */
const NOW = 'floor(extract(epoch from now()) * 1000)::bigint'

/** If another count held the lock, now() is from before the wait, which would be added to the remaining time. */
const COUNT = 'points, (expire - extract(epoch from clock_timestamp()) * 1000)::float8 as left'

const ADD = `
  insert into rate_limits as counted (key, points, expire) values (:key, :points, ${NOW} + :duration)
  on conflict (key) do update set
    points = excluded.points + case when counted.expire > ${NOW} then counted.points else 0 end,
    expire = case when counted.expire > ${NOW} then counted.expire else excluded.expire end
  returning ${COUNT}`

const SUBTRACT = `
  update rate_limits set points = greatest(points - :points, 0)
  where key = :key and expire > ${NOW}
  returning ${COUNT}`

const SET = `
  insert into rate_limits (key, points, expire) values (:key, :points, ${NOW} + :duration)
  on conflict (key) do update set points = excluded.points, expire = excluded.expire
  returning ${COUNT}`

const GET = `select ${COUNT} from rate_limits where key = :key and expire > ${NOW}`

type Key = string | number
type Values = { points?: number; duration?: number }
type Count = { points: number; left: number }

/**
 * Counts in the database, by its clock: those of instances differ. Each count is one statement, so that simultaneous
 * ones are never lost.
 */
export class DatabaseStore implements LimiterStoreContract {
  readonly name = 'database'
  readonly requests: number
  readonly duration: number
  readonly blockDuration: number

  constructor({ requests, duration, blockDuration = 0 }: LimiterConsumptionOptions) {
    this.requests = requests
    this.duration = string.seconds.parse(duration)
    this.blockDuration = string.seconds.parse(blockDuration)
  }

  async consume(key: Key, amount = 1) {
    const response = await this.increment(key, amount)
    if (response.consumed <= this.requests) return response
    const isFirst = response.consumed - amount <= this.requests
    if (!this.blockDuration || !isFirst) throw new errors.E_TOO_MANY_REQUESTS(response)
    const blocked = await this.set(key, response.consumed, this.blockDuration)
    throw new errors.E_TOO_MANY_REQUESTS(blocked)
  }

  async increment(key: Key, amount = 1) {
    const [count] = await this.#run(ADD, key, { points: amount, duration: this.duration })
    return this.#respond(count)
  }

  /** Takes back what was counted in this window. Does nothing if the window has ended. */
  async decrement(key: Key, amount = 1) {
    const [count] = await this.#run(SUBTRACT, key, { points: amount })
    return this.#respond(count ?? { points: 0, left: 0 })
  }

  async set(key: Key, requests: number, duration: string | number = this.duration) {
    const seconds = string.seconds.parse(duration)
    const [count] = await this.#run(SET, key, { points: requests, duration: seconds })
    return this.#respond(count)
  }

  block(key: Key, duration: string | number) {
    return this.set(key, this.requests + 1, duration)
  }

  async get(key: Key) {
    const [count] = await this.#run(GET, key)
    return count ? this.#respond(count) : null
  }

  async delete(key: Key) {
    const deleted = await db
      .from('rate_limits')
      .where('key', KEY_PREFIX + key)
      .delete()
    return Number(deleted) > 0
  }

  async clear() {
    await db.from('rate_limits').delete()
  }

  async #run(statement: string, key: Key, { points = 0, duration = 0 }: Values = {}) {
    const values = { key: KEY_PREFIX + key, points, duration: duration * 1_000 }
    // eslint-disable-next-line sql/static -- the statements stand above
    const { rows } = await db.rawQuery<{ rows: Count[] }>(statement, values)
    return rows
  }

  #respond({ points, left }: Count) {
    return new LimiterResponse({
      limit: this.requests,
      remaining: Math.max(this.requests - points, 0),
      consumed: points,
      availableIn: Math.max(Math.ceil(left / 1_000), 0),
    })
  }
}
