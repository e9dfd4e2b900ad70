import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { retention } from '#config/service/retention'
import { FileShareSchema } from '#database/schema'
import File from '#models/file'
import User, { STATUS_NOW } from '#models/user'

export type ShareRole = FileShare['role']

/**
 * SQL. An invitation does not lapse by itself: an owner who saw that would know that nobody had accepted it, and so
 * which of their invitations had been accepted.
 */
export const LIVE_SHARE = '(file_shares.expires_at is null or file_shares.expires_at > now())'

const SHARES_WITH = (owner: string, reader: string) => `
  select from file_shares
  where file_owner_id = ${owner} and user_id = ${reader} and file_is_there and ${LIVE_SHARE}`

/**
 * SQL: one of two people shares a file with the other. Somebody who was named by an address is not visible to the
 * owner: whether an address has an account is not revealed.
 * @param seen the id of the person who is seen
 * @param viewer the id of the person who sees them
 */
export const shareFiles = (seen: string, viewer: string) => `(
    exists (${SHARES_WITH(seen, viewer)})
    or exists (${SHARES_WITH(viewer, seen)} and email is null)
  )`

/** SQL: the owner's account is active, or its suspension is over. The few others have an index. */
const OF_SERVED_OWNER = `not exists (
    select from users
    where users.id = file_shares.file_owner_id and users.status <> 'active' and users.scrubbed_at is null
      and (${STATUS_NOW}) <> 'active'
  )`

/** SQL: the strongest of several shares of a file. The stronger role comes first in the alphabet. */
const STRONGEST = `file_shares.id not in (
    select id from (
      select id, row_number() over (partition by file_id order by role, created_at, id) as place
      from file_shares
      where user_id = ? and ${LIVE_SHARE} and file_id in (
        select file_id from file_shares where user_id = ? and is_repeated
      )
    ) as several
    where place > 1
  )`

/** SQL: an invitation that can still be accepted. */
const FRESH = 'file_shares.updated_at > now() - make_interval(days => ?)'

/**
 * Lets somebody open another person's file. There is one row for each name that the owner has written: a person named
 * both by username and by address has two, and the stronger role.
 */
export default class FileShare extends FileShareSchema {
  @belongsTo(() => File)
  declare file: BelongsTo<typeof File>

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** As the owner wrote it: whether an address has an account is not revealed. */
  get name() {
    return this.email ?? this.user.username
  }

  /** The recipient, if named by username. Whose an address is, is not revealed. */
  get person() {
    return this.email === null ? this.user : null
  }

  /** Whether an invitation can still be accepted. Requires withFreshness(). */
  get isFresh() {
    return this.$extras.is_fresh as boolean
  }

  static live(client?: TransactionClientContract) {
    return this.query({ client }).whereRaw(LIVE_SHARE)
  }

  static ended(client: TransactionClientContract) {
    return this.query({ client }).whereRaw(`not ${LIVE_SHARE}`)
  }

  static withFreshness(client: TransactionClientContract) {
    const isFresh = db.raw(`${FRESH} as is_fresh`, [retention.invitations])
    return this.query({ client }).select('*', isFresh)
  }

  /** Invitations to an address that nobody has accepted yet. */
  static waitingFor(email: string, client: TransactionClientContract) {
    return this.live(client)
      .where('email', email)
      .whereNull('user_id')
      .whereRaw(FRESH, [retention.invitations])
  }

  /** @throws Problem not_found */
  static findLive(id: string) {
    return this.live().where('id', id).preload('user').firstOrFail()
  }

  /**
   * What others share with somebody, each file once. Shares carry the file columns that this needs: see
   * docs/decisions/2026-11-28-lists-of-shares.md. Use it only for lists: File.findFor() decides who may access a file.
   */
  static readBy({ id }: User) {
    return this.live()
      .where('file_shares.user_id', id)
      .where('file_shares.file_is_there', true)
      .whereRaw(OF_SERVED_OWNER)
      .whereRaw(STRONGEST, [id, id])
  }

  /**
   * Newest first.
   * @param reader the owner sees all of them; anyone else only their own
   */
  static listOf(file: File, reader: User) {
    return this.live()
      .where('file_id', file.id)
      .if(reader.id !== file.ownerId, (shares) => shares.where('user_id', reader.id))
      .preload('user')
      .preload('file')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
  }
}
