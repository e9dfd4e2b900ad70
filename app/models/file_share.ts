import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type { DateTime } from 'luxon'
import { retention } from '#config/retention'
import { mostShares } from '#config/sharing'
import { FileShareSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { takeShareMail } from '#limits/share_mails'
import File from '#models/file'
import { tell, tellWaiting } from '#files/share_mails'
import { findRecipient, lockAddress, type Recipient } from '#files/recipient'
import User from '#models/user'
import { limits } from '#start/limiter'

export type ShareRole = FileShare['role']

/** `with` is a username or an e-mail address in canonical form. `days` is for how long, in place of an end. */
export type ShareWish = {
  with: string
  role: ShareRole
  expiresAt?: DateTime | null
  days?: number | null
}

/** Whether it is told of: a new one, and an invitation that has waited for too long and now waits anew. */
type Grant = { share: FileShare; isNew: boolean; isNews: boolean }

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

  static live(client?: TransactionClientContract) {
    return this.query({ client }).whereRaw(LIVE)
  }

  /** @throws Problem not_found */
  static findLive(id: string) {
    return this.live().where('id', id).preload('user').preload('file').firstOrFail()
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

  /**
   * Shares the file, or changes the share that has this name already. Who is new to it is told by mail.
   * @param network where the owner is
   * @throws Problem validation_failed, too_many_requests, not_found where the file has gone meanwhile, or conflict
   * where it is shared with as many as can be
   */
  static async grant(file: File, owner: User, wish: ShareWish, network: string): Promise<Grant> {
    await limits.shares.spend(String(owner.id))
    const giveMailBack = await takeShareMail({ ownerId: owner.id, name: wish.with, network })

    const grant = await transaction(async (trx) => {
      const recipient = await findRecipient(wish.with, owner, trx)
      await file.lockAsOwnedBy(owner, trx)
      const written = await this.#write(file, recipient, wish, trx)
      await written.share.load('user')
      written.share.$setRelated('file', file)
      if (written.isNews && giveMailBack) await tell(written.share, owner, trx)
      return written
    })
    if (!grant.isNews) await giveMailBack?.()
    return grant
  }

  static async #write(
    file: File,
    { account, email }: Recipient,
    wish: ShareWish,
    trx: TransactionClientContract
  ): Promise<Grant> {
    const shares = () => this.query({ client: trx }).where('file_id', file.id)
    await shares().whereRaw(`not ${LIVE}`).delete()

    const userId = account?.id ?? null
    const name = email ? { email } : { userId, email: null }
    const isFresh = db.raw(`${FRESH} as is_fresh`, [retention.invitations])
    const known = await shares().where(name).select('*', isFresh).first()
    const isNews = !known || (!known.userId && !known.$extras.is_fresh)
    const share = known ?? new FileShare()
    if (!known) await this.#refuseMany(file, trx)
    const now = await databaseTime(trx)
    const expiresAt = wish.days ? now.plus({ days: wish.days }) : (wish.expiresAt ?? null)
    share.merge({ fileId: file.id, userId, email, role: wish.role, expiresAt, updatedAt: now })
    return { share: await share.useTransaction(trx).save(), isNew: !known, isNews }
  }

  static async #refuseMany(file: File, client: TransactionClientContract) {
    const [{ count }] = await client
      .from('file_shares')
      .where('file_id', file.id)
      .count('* as count')
    if (Number(count) < mostShares) return
    throw problems.conflict(`A file can be shared ${mostShares} times. End one share first.`)
  }

  /** @throws Problem not_found where it has ended meanwhile, or the file is another's */
  async change(this: FileShare, owner: User, wish: Partial<Pick<ShareWish, 'role' | 'expiresAt'>>) {
    const change = { ...wish, updatedAt: await databaseTime() }
    const [changed] = await this.#ofOwner(owner, FileShare.live()).update(change)
    if (!changed) throw problems.notFound()
    this.merge(change)
  }

  /**
   * By the owner, this share ends. By who has it, every share of the file with them: they leave.
   * @throws Problem not_found where it has ended meanwhile, or the file is another's
   */
  async end(by: User) {
    const { fileId, userId } = this
    const shares = FileShare.query()
    const ending = by.id === userId ? shares.where({ fileId, userId }) : this.#ofOwner(by, shares)
    const [ended] = await ending.delete()
    if (!ended) throw problems.notFound()
  }

  /** This share, as long as the file is that owner's: a transfer may have come since it was asked whose it is. */
  #ofOwner(owner: User, shares: ModelQueryBuilderContract<typeof FileShare>) {
    const files = db.from('files').select('id').where('owner_id', owner.id)
    return shares.where('id', this.id).whereIn('file_id', files)
  }

  /** Once somebody has confirmed their address: those they shared with before are told. */
  static async tellWaiting(owner: User, trx: TransactionClientContract) {
    const files = trx.from('files').select('id').where('owner_id', owner.id).whereNull('deleted_at')
    const waiting = this.live(trx).where('mail_waits', true).whereIn('file_id', files)
    const newest = waiting.orderBy('created_at', 'desc').limit(limits.shareMailsOfAccount.requests)
    await tellWaiting(await newest.preload('user').preload('file'), owner, trx)
  }

  /**
   * Gives an account what has waited for its address, except files that are its own by now. Belongs into the
   * transaction that finds the address confirmed, so that no crash can come in between.
   */
  static async claim({ id, email }: User, trx: TransactionClientContract) {
    await lockAddress(email, trx)
    const invitations = () => this.live(trx).where('email', email).whereNull('user_id')
    const waiting = () => invitations().whereRaw(FRESH, [retention.invitations])
    const own = trx.from('files').select('id').where('owner_id', id)
    await waiting().whereIn('file_id', own).delete()
    await waiting().update({ user_id: id })
  }
}
