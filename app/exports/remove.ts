import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { transaction } from '#database/transaction'
import DataExport from '#models/exports/data_export'
import type User from '#models/user'
import fileStore from '#storage/file_store'
import type { Pruned, Pruning } from '#storage/pruning'

/** Archives that go at once. */
const BATCH = 50

const keysOf = (exports: DataExport[]) =>
  exports.map(({ storageKey }) => storageKey).filter((key) => key !== null)

/** What the storage does not let go of right now belongs to no row any more: files:prune takes it. */
async function removeBytes(keys: string[]) {
  for (const key of keys)
    await fileStore
      .remove(key)
      .catch((error) => logger.warn({ err: error, key }, 'could not remove an archive'))
}

/**
 * Takes away all archives of somebody, and those that are being made. Lock the account first.
 * @param but one that stays
 */
export async function removeExports(
  { id }: User,
  trx: TransactionClientContract,
  but?: DataExport
) {
  const all = () => {
    const query = DataExport.query({ client: trx }).where('user_id', id)
    return but ? query.whereNot('id', but.id) : query
  }
  const keys = keysOf(await all())
  await all().delete()
  trx.after('commit', () => removeBytes(keys))
}

/** The bytes go first: after a crash in between the row is still there, and says what is to be done. */
const removeBatch = () =>
  transaction(async (client) => {
    const due = DataExport.query({ client }).whereRaw('expires_at <= now()').limit(BATCH)
    const exports = await due.forUpdate().skipLocked()
    for (const key of keysOf(exports)) await fileStore.remove(key)
    const ids = exports.map(({ id }) => id)
    await DataExport.query({ client }).whereIn('id', ids).delete()
    return exports.length
  })

async function countOrRemove({ dryRun, signal }: Pruning) {
  if (dryRun) {
    const [{ $extras }] = await DataExport.query()
      .whereRaw('expires_at <= now()')
      .count('* as count')
    return Number($extras.count)
  }
  let total = 0
  for (let done = 1; done > 0 && !signal?.aborted; total += done) done = await removeBatch()
  return total
}

/** Removes those whose time is over. */
export const pruneExports = async (options: Pruning): Promise<Pruned> => [
  { what: 'archives of data past their time', count: await countOrRemove(options) },
]
