import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { EventKind } from '#activity/kinds'
import { recordAll } from '#activity/record'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import File from '#models/file'
import type User from '#models/user'
import { inParallel } from '#storage/in_parallel'
import fileStore from '#storage/file_store'

/** Objects that are removed from the storage at the same time. */
const AT_ONCE = 8

const PUT_IN_BIN = `
  update files set deleted_at = now(), updated_at = now()
  where id = any(?::uuid[]) and owner_id = ? and state = 'stored' and deleted_at is null returning id`

const RESTORE = `
  update files set deleted_at = null, updated_at = now()
  where id = any(?::uuid[]) and owner_id = ? and state = 'stored' and deleted_at is not null returning id`

const EMPTY_BIN = `
  delete from files where owner_id = ? and state = 'stored' and deleted_at is not null returning id`

const REMOVE = `
  delete from files where id = any(?::uuid[]) and owner_id = ? and state = 'stored' and deleted_at is not null
  returning id`

type Ids = { rows: { id: string }[] }

const idsOf = ({ rows }: Ids) => rows.map(({ id }) => id)

const recordOfEach = (
  kind: EventKind,
  { id: userId }: User,
  ids: string[],
  trx: TransactionClientContract
) =>
  recordAll(
    ids.map((id) => [kind, { userId, on: ['file', id] }]),
    trx
  )

/**
 * One statement for all of them. What is gone, another's or in the bin already is passed over: see putInBin().
 * @returns the ids of those that were moved
 */
export const putAllInBin = (owner: User, ids: string[]) =>
  transaction(async (trx) => {
    const moved = idsOf(await trx.rawQuery<Ids>(PUT_IN_BIN, [ids, owner.id]))
    await recordOfEach('file_binned', owner, moved, trx)
    return moved
  })

/** The same out of the bin: see restoreFile(). */
export const restoreAll = (owner: User, ids: string[]) =>
  transaction(async (trx) => {
    const moved = idsOf(await trx.rawQuery<Ids>(RESTORE, [ids, owner.id]))
    await recordOfEach('file_restored', owner, moved, trx)
    return moved
  })

async function* each(ids: string[]) {
  yield* ids
}

/**
 * All that is in somebody's bin is gone for good: see removeForGood().
 * @returns how many files
 */
export const emptyBin = (owner: User) => remove(owner, EMPTY_BIN, [owner.id])

/** The same of some of them. What is not in the bin, or another's, is passed over. */
export const removeAllForGood = (owner: User, ids: string[]) =>
  remove(owner, REMOVE, [ids, owner.id])

async function remove(owner: User, statement: string, bindings: (number | string[])[]) {
  const ids = await transaction(async (trx) => {
    // eslint-disable-next-line sql/static -- one of the two above
    const removed = idsOf(await trx.rawQuery<Ids>(statement, bindings))
    await recordOfEach('file_deleted', owner, removed, trx)
    return removed
  })
  const drop = (id: string) =>
    fileStore
      .remove(id)
      .catch((error) => logger.warn({ err: error, file: id }, 'bytes could not be removed'))
  await inParallel(AT_ONCE, each(ids), drop)
  return ids.length
}

/**
 * Those of them that are somebody's own, among their files or in the bin, by name.
 * @throws Problem not_found where none is
 */
export async function chosenFiles(owner: User, ids: string[], { inBin = false } = {}) {
  const files = await File.ownedBy(owner)
    .whereIn('files.id', ids)
    .whereRaw(inBin ? 'files.deleted_at is not null' : 'files.deleted_at is null')
    .orderBy('files.sorted_name')
  if (!files.length) throw problems.notFound()
  return files
}
