import { column } from '@adonisjs/lucid/orm'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import { retention } from '#config/service/retention'
import { FileSchema } from '#database/schema'
import { plannedOnce } from '#database/planned_once'
import { problems } from '#exceptions/problem'
import type { default as User, Named } from '#models/user'

/** Somebody's role for a file. */
export type FileRole = 'owner' | 'editor' | 'viewer'

/** The stronger role of two live shares. It comes first in the alphabet. */
const JOIN_LIVE_SHARE = `left join lateral (
    select id, role, created_at from file_shares
    where file_id = files.id and user_id = ? and (expires_at is null or expires_at > now())
    order by role, created_at limit 1
  ) as file_shares on true`

/** SQL. A file past its time in the bin is gone, whether files:prune has run or not. */
const STILL_THERE =
  '(files.deleted_at is null or files.deleted_at > now() - make_interval(days => ?))'

/** SQL, a literal in it: see plannedOnce(). */
const STORED = `files.state = 'stored'`

const columnsOf = ({ table, $columnsDefinitions }: LucidModel) =>
  [...$columnsDefinitions.values()].map(({ columnName }) => `${table}.${columnName}`)

/** What a file says of its owner, and that it is seen by them. */
const OWNED = `'owner' as role, ?::text as owner_username, ?::text as owner_display_name, ?::uuid as owner_picture_id`

/** SQL: the owner's account is active, or its suspension is over. */
const SERVED_OWNER = `owners.status <> 'deleted' and (owners.status = 'active' or owners.suspended_until <= now())`

/** Something that a person stores. Its bytes are in the storage (app/storage), under its id. */
export default class File extends FileSchema {
  static selfAssignPrimaryKey = true

  /** Bytes. PostgreSQL sends large numbers as strings; no file is too large for a JavaScript number. */
  @column({ consume: Number })
  declare size: number

  /** The caller's role for this file, if it was loaded in somebody's name. */
  get role() {
    return this.$extras.role as FileRole
  }

  /** Requires that the owner was loaded. */
  get owner(): Named {
    const { owner_username: username, owner_display_name: displayName } = this.$extras
    return { username, displayName, pictureId: this.$extras.owner_picture_id }
  }

  /** The path of its bytes. */
  get path() {
    return `/file/${this.id}`
  }

  /** Sets the owner's view, for a file that was not loaded in their name. */
  seenByOwner(owner: User) {
    return this.seenAs('owner', owner)
  }

  seenAs(role: FileRole, { username, displayName, pictureId }: Named) {
    const owner = { owner_username: username, owner_display_name: displayName }
    Object.assign(this.$extras, { role, ...owner, owner_picture_id: pictureId })
    return this
  }

  /** Complete files of active owners, each with its owner, in the bin or not. */
  static withOwner() {
    return this.query()
      .select(columnsOf(this))
      .select('owners.username as owner_username')
      .select('owners.display_name as owner_display_name', 'owners.picture_id as owner_picture_id')
      .join('users as owners', 'owners.id', 'files.owner_id')
      .whereRaw(STORED)
      .whereRaw(SERVED_OWNER)
  }

  /**
   * The same, each with the user's role, and joined with the share that grants it, if one does. For a stranger's file
   * the role is null.
   */
  static withRoleOf({ id }: User) {
    return this.withOwner()
      .select(
        db.raw(`case when files.owner_id = ? then 'owner' else file_shares.role end as role`, [id])
      )
      .joinRaw(JOIN_LIVE_SHARE, [id])
  }

  /**
   * The one query that decides who may access a file: one SELECT. Files in the bin are their owner's alone.
   * @throws Problem not_found, also if the user may not know about it
   */
  static findFor(user: User, id: string) {
    const file = this.withRoleOf(user)
      .where('files.id', id)
      .whereRaw(STILL_THERE, [retention.binnedFiles])
      .where((query) => {
        query
          .where('files.owner_id', user.id)
          .orWhere((shared) => shared.whereNotNull('file_shares.id').whereNull('files.deleted_at'))
      })
    return plannedOnce('file_for_user', file).firstOrFail()
  }

  /** Files with the joined share, and the role that it grants. */
  static withShare() {
    return this.withOwner()
      .select('file_shares.role as role')
      .join('file_shares', 'file_shares.file_id', 'files.id')
  }

  /** Complete files of somebody who is known, in the bin or not: nothing is asked about their account. */
  static ownedBy({ id, username, displayName, pictureId }: User) {
    return this.query()
      .select(columnsOf(this))
      .select(db.raw(OWNED, [username, displayName, pictureId]))
      .whereRaw(STORED)
      .where('files.owner_id', id)
  }

  /** The file that an upload with this key created. */
  static async findByKey(
    owner: User,
    idempotencyKey: string | undefined,
    client?: TransactionClientContract
  ) {
    if (!idempotencyKey) return null
    return this.query({ client }).where({ ownerId: owner.id, idempotencyKey }).first()
  }

  /**
   * Serializes changes to the shares and links of one file. Lock accounts first.
   * @throws Problem not_found if it is not theirs any more, or conflict if it is in the bin
   */
  async lockAsOwnedBy(owner: User, trx: TransactionClientContract) {
    const now = await File.query({ client: trx })
      .where({ id: this.id, ownerId: owner.id })
      .forUpdate()
      .firstOrFail()
    if (now.deletedAt) throw problems.conflict('inBinToRestore')
  }
}
