import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { record } from '#activity/record'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { shareFacts } from '#sharing/share_facts'
import type { ShareWish } from '#sharing/share'

/** @throws Problem not_found where it has ended meanwhile, or the file is another's */
export async function changeShare(
  share: FileShare,
  owner: User,
  wish: Partial<Pick<ShareWish, 'role' | 'expiresAt'>>
) {
  await transaction(async (trx) => {
    const change = { ...wish, updatedAt: await databaseTime(trx) }
    const [changed] = await ofOwner(owner, share, FileShare.live(trx)).update(change)
    if (!changed) throw problems.notFound()
    share.merge(change)
    await record('share_changed', shareFacts(share, owner), trx)
  })
}

/**
 * By the owner, this share ends. By who has it, every share of the file with them: they leave.
 * @throws Problem not_found where it has ended meanwhile, or the file is another's
 */
export async function endShare(share: FileShare, by: User) {
  const { fileId, userId } = share
  const owner = { id: share.file.ownerId }
  await transaction(async (trx) => {
    const shares = FileShare.query({ client: trx })
    const ending = by.id === userId ? shares.where({ fileId, userId }) : ofOwner(by, share, shares)
    const [ended] = await ending.delete()
    if (!ended) throw problems.notFound()
    await record('share_ended', shareFacts(share, owner), trx)
  })
}

/** This share, as long as the file is that owner's: a transfer may have come since it was asked whose it is. */
const ofOwner = (
  { id: ownerId }: User,
  { id }: FileShare,
  shares: ModelQueryBuilderContract<typeof FileShare>
) => shares.where('id', id).where('file_owner_id', ownerId)
