import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DateTime } from 'luxon'
import type { EventKind } from '#activity/kinds'
import { record } from '#activity/record'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { type AsRead, lockAsRead } from '#database/as_read'
import File from '#models/file'
import { holdAsker } from '#models/sign_ins/hold'
import fileStore from '#storage/file_store'
import { tidied } from '#storage/tidying'

type Change = Partial<Pick<File, 'name' | 'deletedAt'>>

/**
 * @throws Problem conflict if it is in the bin, not_found if it belongs to another account by now (both go for every
 * change in this file), and precondition_failed
 */
export const renameFile = (file: File, name: string, { asRead }: AsRead = {}) =>
  change(file, 'file_renamed', () => ({ name }), { asRead })

/**
 * Only the owner sees it from now on, and can restore it for as long as config/service/retention.ts says.
 * @throws Problem conflict if it is in the bin already
 */
export const putInBin = (file: File, { asRead }: AsRead = {}) =>
  change(file, 'file_binned', (now) => ({ deletedAt: now }), { asRead })

/**
 * Its shares and links work again, unless they have expired meanwhile.
 * @throws Problem conflict if it is not in the bin
 */
export const restoreFile = (file: File) =>
  change(file, 'file_restored', () => ({ deletedAt: null }), { inBin: true })

/**
 * Deletes the file for good: its row first, so that no row refers to bytes that are gone.
 * @throws Problem not_found if it is not in the bin
 */
export async function removeForGood(file: File) {
  await transaction(async (trx) => {
    await holdAsker(trx)
    const [removed] = await asJudged(file, trx).whereNotNull('deleted_at').delete()
    if (!removed) throw problems.notFound()
    await record('file_deleted', { userId: file.ownerId, on: ['file', file.id] }, trx)
  })
  await tidied(file.id, fileStore.remove(file.id))
}

/**
 * Each change is one statement that checks the file's current state, and that its owner is still the one the caller was
 * authorized for. Of two simultaneous changes one wins, and the other fails.
 */
async function change(
  file: File,
  kind: EventKind,
  changeAt: (now: DateTime) => Change,
  { inBin = false, asRead }: { inBin?: boolean } & AsRead = {}
) {
  const values = await transaction(async (trx) => {
    await holdAsker(trx)
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

/** The file may have been transferred since the owner was checked. */
const asJudged = ({ id, ownerId }: File, client: TransactionClientContract) =>
  File.query({ client }).where({ id, ownerId })

/** @throws Problem conflict, or not_found if it is gone or belongs to another account by now */
async function refuse(file: File, inBin: boolean, trx: TransactionClientContract) {
  await asJudged(file, trx).firstOrFail()
  throw problems.conflict(inBin ? 'notInBin' : 'inBin')
}
