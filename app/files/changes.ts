import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DateTime } from 'luxon'
import { record } from '#activity/record'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import File from '#models/file'
import fileStore from '#storage/file_store'

type Change = Partial<Pick<File, 'name' | 'deletedAt'>>

/** @throws Problem conflict where it is in the bin, not_found where it is another's meanwhile: so do all of these */
export const renameFile = (file: File, name: string) => change(file, () => ({ name }))

/**
 * From now on it is its owner's alone, and can be restored for as long as config/retention.ts says.
 * @throws Problem conflict where it is in the bin already
 */
export const putInBin = (file: File) => change(file, (now) => ({ deletedAt: now }))

/**
 * Its shares and links, those that have not ended meanwhile, work again.
 * @throws Problem conflict where it is not in the bin
 */
export const restoreFile = (file: File) =>
  change(file, () => ({ deletedAt: null }), { inBin: true })

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
async function change(file: File, changeAt: (now: DateTime) => Change, { inBin = false } = {}) {
  const now = await databaseTime()
  const values = { ...changeAt(now), updatedAt: now }
  const files = asJudged(file)
  const where = inBin ? files.whereNotNull('deleted_at') : files.whereNull('deleted_at')
  const [changed] = await where.update(values)
  if (!changed) await refuse(file, inBin)
  file.merge(values)
}

/** A transfer may have come since it was asked whose it is. */
const asJudged = ({ id, ownerId }: File, client?: TransactionClientContract) =>
  File.query({ client }).where({ id, ownerId })

/** @throws Problem conflict, or not_found where it is gone or another's meanwhile */
async function refuse(file: File, inBin: boolean) {
  await asJudged(file).firstOrFail()
  throw problems.conflict(inBin ? 'notInBin' : 'inBin')
}
