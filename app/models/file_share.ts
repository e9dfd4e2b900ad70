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
 * SQL. An invitation does not end by waiting: the owner, who sees it end, would know that nobody has taken it up, and so
 * of all others that somebody has.
 */
export const LIVE_SHARE = '(file_shares.expires_at is null or file_shares.expires_at > now())'

const SHARES_WITH = (owner: string, reader: string) => `
  select from file_shares
  where file_owner_id = ${owner} and user_id = ${reader} and file_is_there and ${LIVE_SHARE}`

/**
 * SQL. One of two people shares a file with the other. Who was named by an address is not seen by its owner: that there is
 * an account behind an address is not told.
 * @param seen the id of whoever is seen
 * @param viewer the id of whoever sees them
 */
export const shareFiles = (seen: string, viewer: string) => `(
    exists (${SHARES_WITH(seen, viewer)})
    or exists (${SHARES_WITH(viewer, seen)} and email is null)
  )`

/** SQL. The owner's account is active, or its suspension is over: the few that are marked as another have an index. */
const OF_SERVED_OWNER = `not exists (
    select from users
    where users.id = file_shares.file_owner_id and users.status <> 'active' and users.scrubbed_at is null
      and (${STATUS_NOW}) <> 'active'
  )`

/** SQL. Who has several shares of a file has the strongest. By the alphabet, the stronger role comes first. */
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

/** SQL. An invitation that may still be taken up. */
const FRESH = 'file_shares.updated_at > now() - make_interval(days => ?)'

/**
 * That somebody may open a file of somebody else. One row for each name that the owner has written: a person who is
 * named by username and by address has two, and the stronger role.
 */
export default class FileShare extends FileShareSchema {
  @belongsTo(() => File)
  declare file: BelongsTo<typeof File>

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** As its owner wrote it: whether an address has an account is not told. */
  get name() {
    return this.email ?? this.user.username
  }

  /** Who it is with, where that was said by name: of an address it is not told whose it is. */
  get person() {
    return this.email === null ? this.user : null
  }

  /** Whether an invitation may still be taken up: of one that was asked for withFreshness(). */
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

  /** Invitations to an address that nobody has taken up yet. */
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
   * What others share with somebody, each file once. Shares keep what this asks of their files: see
   * docs/decisions/2026-11-28-lists-of-shares.md. It is for lists alone: who gets to a file, File.findFor() decides.
   */
  static readBy({ id }: User) {
    return this.live()
      .where('file_shares.user_id', id)
      .where('file_shares.file_is_there', true)
      .whereRaw(OF_SERVED_OWNER)
      .whereRaw(STRONGEST, [id, id])
  }

  /**
   * The newest first.
   * @param reader the owner sees all of them; whoever else may see the file, what is theirs
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
