import db from '@adonisjs/lucid/services/db'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { column } from '@adonisjs/lucid/orm'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DataExportSchema } from '#database/schema'
import type User from '#models/user'

/** Attempts, with increasing pauses (in minutes) between them: a storage that is away comes back. */
const MOST_ATTEMPTS = 5

/** Other processes skip it meanwhile; if this one dies, it is due again after that. */
const TAKE = `
  update data_exports
  set attempts = attempts + 1, next_attempt_at = now() + make_interval(mins => attempts + 1)
  where id = (
    select id from data_exports
    where state = 'waiting' and next_attempt_at <= now()
    order by next_attempt_at limit 1
    for update skip locked
  )
  returning *`

/** All of somebody's data in one archive, from the request until it expires. */
export default class DataExport extends DataExportSchema {
  /** Bytes. PostgreSQL sends large numbers as strings. */
  @column({ consume: (bytes: string | null) => (bytes === null ? null : Number(bytes)) })
  declare size: number | null

  static of({ id }: User, client?: TransactionClientContract) {
    return this.query({ client }).where('user_id', id).whereRaw('expires_at > now()')
  }

  /** Newest first. */
  static listOf(user: User) {
    return this.of(user).orderBy('created_at', 'desc').orderBy('id', 'desc')
  }

  /** @throws Problem not_found, also if it is somebody else's */
  static findOf(user: User, id: string) {
    return this.of(user).where('id', id).firstOrFail()
  }

  /** The next one to make. */
  static async takeNext(): Promise<DataExport | null> {
    const { rows } = await db.rawQuery<{ rows: Record<string, unknown>[] }>(TAKE)
    return rows[0] ? this.$createFromAdapterResult(rows[0]) : null
  }

  /** What a download is answered with; null if there is nothing to download. */
  get archive() {
    const { storageKey, size, sha256, readyAt } = this
    if (!storageKey || size === null || !sha256 || !readyAt) return null
    const name = `gatehouse-${readyAt.toUTC().toISODate()}.zip`
    return { id: storageKey, name, size, sha256, mediaType: 'application/zip', createdAt: readyAt }
  }

  /** The path of its bytes, once there are any. */
  get path() {
    return this.archive && urlFor('file.exports.show', { id: this.id })
  }

  /** Exactly this attempt: another may have begun since, or the account may be gone. */
  asTaken(client?: TransactionClientContract) {
    const { id, attempts } = this
    return DataExport.query({ client }).where({ id, attempts, state: 'waiting' })
  }

  /** After a failed attempt: schedules the next one, or gives up. */
  async postpone() {
    const isLost = this.attempts >= MOST_ATTEMPTS
    if (isLost) await this.asTaken().update({ state: 'failed' })
    return isLost
  }

  /** Undoes the claim when the server stops, so that another continues at once. */
  async giveBack() {
    await this.asTaken().update({ attempts: this.attempts - 1, nextAttemptAt: db.raw('now()') })
  }
}
