import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { type AsRead, lockAsRead } from '#database/as_read'
import FileShare from '#models/file_share'
import type { Access } from '#models/sign_ins/access'
import { holdAccess, holdAsker } from '#models/sign_ins/hold'
import type User from '#models/user'
import { recordShares } from '#sharing/share_facts'
import type { ShareTerms } from '#sharing/grants'

/**
 * @param access of the owner
 * @throws Problem not_found if it has ended meanwhile, or the file belongs to another account; precondition_failed
 * @throws as holdAccess()
 */
export async function changeShare(
  share: FileShare,
  access: Access,
  wish: Partial<Pick<ShareTerms, 'role' | 'expiresAt'>>,
  { asRead }: AsRead = {}
) {
  await transaction(async (trx) => {
    const owner = await holdAccess(access, trx)
    if (asRead) await lockAsRead(share, trx)
    await lockShare(share, trx)
    const change = { ...wish, updatedAt: await databaseTime(trx) }
    const [changed] = await ofOwner(owner, share, FileShare.live(trx)).update(change)
    if (!changed) throw problems.notFound()
    share.merge(change)
    await recordShares([[share, 'changed']], owner, trx)
  })
}

/**
 * If the owner ends it, only this share ends. If the recipient does, they leave: every share of the file with them
 * ends.
 * @throws Problem not_found if it has ended meanwhile, or the file belongs to another account; precondition_failed
 */
export async function endShare(share: FileShare, by: User, { asRead }: AsRead = {}) {
  const { fileId, userId } = share
  const owner = { id: share.file.ownerId }
  await transaction(async (trx) => {
    await holdAsker(trx)
    if (asRead) await lockAsRead(share, trx)
    await lockShare(share, trx)
    const shares = FileShare.query({ client: trx })
    const ending = by.id === userId ? shares.where({ fileId, userId }) : ofOwner(by, share, shares)
    const [ended] = await ending.delete()
    if (!ended) throw problems.notFound()
    await recordShares([[share, 'ended']], owner, trx)
  })
}

/**
 * Ends several shares of the owner's files at once. Those that have ended, or are of other people's files, are skipped.
 * @returns those that were ended
 */
export const endShares = (ids: string[], owner: User) =>
  transaction(async (trx) => {
    await holdAsker(trx)
    const own = FileShare.query({ client: trx }).whereIn('id', ids).where('file_owner_id', owner.id)
    const shares = await own.orderBy('id').forUpdate()
    const ended = shares.map(({ id }) => id)
    await FileShare.query({ client: trx }).whereIn('id', ended).delete()
    const changes = shares.map((share) => [share, 'ended'] as const)
    await recordShares(changes, owner, trx)
    return shares
  })

/** An invitation may have been accepted since it was found: then its recipient learns of the change as well. */
async function lockShare(share: FileShare, client: TransactionClientContract) {
  const now = await FileShare.query({ client }).where('id', share.id).forUpdate().first()
  if (now) share.userId = now.userId
}

/** This share, as long as the file still belongs to that owner: it may have been transferred since. */
const ofOwner = (
  { id: ownerId }: User,
  { id }: FileShare,
  shares: ModelQueryBuilderContract<typeof FileShare>
) => shares.where('id', id).where('file_owner_id', ownerId)
