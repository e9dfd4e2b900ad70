import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DateTime } from 'luxon'
import { record } from '#activity/record'
import { mostShares } from '#config/sharing'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { takeShareMail } from '#limits/share_mails'
import type File from '#models/file'
import FileShare, { type ShareRole } from '#models/file_share'
import type User from '#models/user'
import { findRecipient, type Recipient } from '#sharing/recipient'
import { shareFacts } from '#sharing/share_facts'
import { tell } from '#sharing/share_mails'
import { limits } from '#start/limiter'

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
 * Shares the file, or changes the share that has this name already. Who is new to it is told by mail.
 * @param network where the owner is
 * @throws Problem validation_failed, too_many_requests, not_found where the file has gone meanwhile, or conflict
 * where it is shared with as many as can be
 */
export async function shareFile(
  file: File,
  owner: User,
  wish: ShareWish,
  network: string
): Promise<Grant> {
  await limits.shares.spend(String(owner.id))
  const giveMailBack = await takeShareMail({ ownerId: owner.id, name: wish.with, network })

  const grant = await transaction(async (trx) => {
    const recipient = await findRecipient(wish.with, owner, trx)
    await file.lockAsOwnedBy(owner, trx)
    const written = await write(file, recipient, wish, trx)
    await written.share.load('user')
    written.share.$setRelated('file', file)
    if (written.isNews && giveMailBack) await tell(written.share, owner, trx)
    await record(
      written.isNew ? 'share_made' : 'share_changed',
      shareFacts(written.share, owner),
      trx
    )
    return written
  })
  if (!grant.isNews) await giveMailBack?.()
  return grant
}

async function write(
  file: File,
  { account, email }: Recipient,
  wish: ShareWish,
  trx: TransactionClientContract
): Promise<Grant> {
  await FileShare.ended(trx).where('file_id', file.id).delete()

  const userId = account?.id ?? null
  const name = email ? { email } : { userId, email: null }
  const known = await FileShare.withFreshness(trx).where('file_id', file.id).where(name).first()
  if (!known) await refuseMany(file, trx)
  const share = known ?? new FileShare()
  const now = await databaseTime(trx)
  const expiresAt = wish.days ? now.plus({ days: wish.days }) : (wish.expiresAt ?? null)
  const isNews = !known || (!known.userId && !known.isFresh)
  share.merge({ fileId: file.id, userId, email, role: wish.role, expiresAt, updatedAt: now })
  return { share: await share.useTransaction(trx).save(), isNew: !known, isNews }
}

async function refuseMany(file: File, trx: TransactionClientContract) {
  const [{ count }] = await trx.from('file_shares').where('file_id', file.id).count('* as count')
  if (Number(count) < mostShares) return
  throw problems.conflict('tooManyShares', { most: mostShares })
}
