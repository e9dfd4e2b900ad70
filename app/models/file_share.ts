import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { retention } from '#config/retention'
import { FileShareSchema } from '#database/schema'
import File from '#models/file'
import User from '#models/user'

export type ShareRole = FileShare['role']

/**
 * SQL. An invitation does not end by waiting: the owner, who sees it end, would know that nobody has taken it up, and so
 * of all others that somebody has.
 */
const LIVE = '(file_shares.expires_at is null or file_shares.expires_at > now())'

/** SQL. An invitation that may still be taken up. */
const FRESH = 'file_shares.updated_at > now() - make_interval(days => ?)'

/**
 * That somebody may open a file of somebody else. One row for each name that the owner has written: a person who is
 * named by username and by address has two, and the stronger role.
 */
export default class FileShare extends FileShareSchema {
  static table = 'file_shares'

  @belongsTo(() => File)
  declare file: BelongsTo<typeof File>

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** As its owner wrote it: whether an address has an account is not told. */
  get name() {
    return this.email ?? this.user.username
  }

  /** Whether an invitation may still be taken up: of one that was asked for withFreshness(). */
  get isFresh() {
    return this.$extras.is_fresh as boolean
  }

  static live(client?: TransactionClientContract) {
    return this.query({ client }).whereRaw(LIVE)
  }

  static ended(client: TransactionClientContract) {
    return this.query({ client }).whereRaw(`not ${LIVE}`)
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

  /** @param reader the owner sees all of them; whoever else may see the file, what is theirs */
  static listOf(file: File, reader: User, page: number, perPage: number) {
    return this.live()
      .where('file_id', file.id)
      .if(reader.id !== file.ownerId, (shares) => shares.where('user_id', reader.id))
      .preload('user')
      .preload('file')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .paginate(page, perPage)
  }
}
