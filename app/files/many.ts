import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { EventKind } from '#activity/kinds'
import { recordAll } from '#activity/record'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import File from '#models/file'
import { holdAsker } from '#models/sign_ins/hold'
import type User from '#models/user'
import { inParallel } from '#storage/in_parallel'
import fileStore from '#storage/file_store'
import { tidied } from '#storage/tidying'

/** Objects that are deleted from the storage in parallel. */
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
 * One statement for all of them. Files that are gone, belong to someone else or are in the bin already are skipped: see
 * putInBin().
 * @returns the ids of those that were moved
 */
export const putAllInBin = (owner: User, ids: string[]) =>
  transaction(async (trx) => {
    await holdAsker(trx)
    const moved = idsOf(await trx.rawQuery<Ids>(PUT_IN_BIN, [ids, owner.id]))
    await recordOfEach('file_binned', owner, moved, trx)
    return moved
  })

/** The same out of the bin: see restoreFile(). */
export const restoreAll = (owner: User, ids: string[]) =>
  transaction(async (trx) => {
    await holdAsker(trx)
    const moved = idsOf(await trx.rawQuery<Ids>(RESTORE, [ids, owner.id]))
    await recordOfEach('file_restored', owner, moved, trx)
    return moved
  })

async function* each(ids: string[]) {
  yield* ids
}

/**
 * Deletes everything in somebody's bin for good: see removeForGood().
 * @returns how many files
 */
export const emptyBin = (owner: User) => remove(owner, EMPTY_BIN, [owner.id])

/** Deletes some of them. Files that are not in the bin, or belong to someone else, are skipped. */
export const removeAllForGood = (owner: User, ids: string[]) =>
  remove(owner, REMOVE, [ids, owner.id])

async function remove(owner: User, statement: string, bindings: (number | string[])[]) {
  const ids = await transaction(async (trx) => {
    await holdAsker(trx)
    // eslint-disable-next-line sql/static -- one of the two above
    const removed = idsOf(await trx.rawQuery<Ids>(statement, bindings))
    await recordOfEach('file_deleted', owner, removed, trx)
    return removed
  })
  await inParallel(AT_ONCE, each(ids), (id) => tidied(id, fileStore.remove(id)))
  return ids.length
}

/**
 * The files among these ids that belong to somebody, either in their list or in the bin, by name.
 * @throws Problem not_found if there is none
 */
export async function chosenFiles(owner: User, ids: string[], { inBin = false } = {}) {
  const files = await File.ownedBy(owner)
    .whereIn('files.id', ids)
    .whereRaw(inBin ? 'files.deleted_at is not null' : 'files.deleted_at is null')
    .orderBy('files.sorted_name')
  if (!files.length) throw problems.notFound()
  return files
}
