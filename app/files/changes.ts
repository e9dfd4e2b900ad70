import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DateTime } from 'luxon'
import type { EventKind } from '#activity/kinds'
import { record } from '#activity/record'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { type AsRead, lockAsRead } from '#database/as_read'
import File from '#models/file'
import fileStore from '#storage/file_store'

type Change = Partial<Pick<File, 'name' | 'deletedAt'>>

/**
 * @throws Problem conflict where it is in the bin, not_found where it is another's meanwhile: so do all of these; and
 * precondition_failed
 */
export const renameFile = (file: File, name: string, { asRead }: AsRead = {}) =>
  change(file, 'file_renamed', () => ({ name }), { asRead })

/**
 * From now on it is its owner's alone, and can be restored for as long as config/service/retention.ts says.
 * @throws Problem conflict where it is in the bin already
 */
export const putInBin = (file: File) => change(file, 'file_binned', (now) => ({ deletedAt: now }))

/**
 * Its shares and links, those that have not ended meanwhile, work again.
 * @throws Problem conflict where it is not in the bin
 */
export const restoreFile = (file: File) =>
  change(file, 'file_restored', () => ({ deletedAt: null }), { inBin: true })

/**
 * Gone for good. Bytes that the storage does not let go of right now belong to no row any more: files:prune takes
 * them.
 * @throws Problem not_found where it is not in the bin
 */
export async function removeForGood(file: File) {
  await transaction(async (trx) => {
    const [removed] = await asJudged(file, trx).whereNotNull('deleted_at').delete()
    if (!removed) throw problems.notFound()
    await record('file_deleted', { userId: file.ownerId, on: ['file', file.id] }, trx)
  })
  await fileStore
    .remove(file.id)
    .catch((error) =>
      logger.warn({ err: error, file: file.id }, 'could not remove the bytes of a file')
    )
}

/**
 * Each change is one statement that asks where the file is now, and whether it is still with the owner that it was
 * judged by: of two at once, one wins and the other is told so.
 */
async function change(
  file: File,
  kind: EventKind,
  changeAt: (now: DateTime) => Change,
  { inBin = false, asRead }: { inBin?: boolean } & AsRead = {}
) {
  const values = await transaction(async (trx) => {
    if (asRead) await lockAsRead(file, trx)
    const now = await databaseTime(trx)
    const changes = { ...changeAt(now), updatedAt: now }
    const files = asJudged(file, trx)
    const where = inBin ? files.whereNotNull('deleted_at') : files.whereNull('deleted_at')
    const [changed] = await where.update(changes)
    if (!changed) await refuse(file, inBin, trx)
    await record(kind, { userId: file.ownerId, on: ['file', file.id] }, trx)
    return changes
  })
  file.merge(values)
}

/** A transfer may have come since it was asked whose it is. */
const asJudged = ({ id, ownerId }: File, client: TransactionClientContract) =>
  File.query({ client }).where({ id, ownerId })

/** @throws Problem conflict, or not_found where it is gone or another's meanwhile */
async function refuse(file: File, inBin: boolean, trx: TransactionClientContract) {
  await asJudged(file, trx).firstOrFail()
  throw problems.conflict(inBin ? 'notInBin' : 'inBin')
}
