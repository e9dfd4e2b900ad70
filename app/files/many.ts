import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { record } from '#activity/record'
import { transaction } from '#database/transaction'
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

type Ids = { rows: { id: string }[] }

const idsOf = ({ rows }: Ids) => rows.map(({ id }) => id)

/**
 * One statement for all of them. What is gone, another's or in the bin already is passed over: see putInBin().
 * @returns the ids of those that were moved
 */
export const putAllInBin = async (owner: User, ids: string[]) =>
  idsOf(await db.rawQuery<Ids>(PUT_IN_BIN, [ids, owner.id]))

/** The same out of the bin: see restoreFile(). */
export const restoreAll = async (owner: User, ids: string[]) =>
  idsOf(await db.rawQuery<Ids>(RESTORE, [ids, owner.id]))

async function* each(ids: string[]) {
  yield* ids
}

/**
 * All that is in somebody's bin is gone for good: see removeForGood().
 * @returns how many files
 */
export async function emptyBin(owner: User) {
  const ids = await transaction(async (trx) => {
    const removed = idsOf(await trx.rawQuery<Ids>(EMPTY_BIN, [owner.id]))
    for (const id of removed)
      await record('file_deleted', { userId: owner.id, on: ['file', id] }, trx)
    return removed
  })
  const drop = (id: string) =>
    fileStore
      .remove(id)
      .catch((error) => logger.warn({ err: error, file: id }, 'bytes could not be removed'))
  await inParallel(AT_ONCE, each(ids), drop)
  return ids.length
}
