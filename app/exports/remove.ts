import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { transaction } from '#database/transaction'
import DataExport from '#models/exports/data_export'
import type User from '#models/user'
import fileStore from '#storage/file_store'
import type { Pruned, Pruning } from '#storage/pruning'
import { tidied } from '#storage/tidying'

/** Archives per batch. */
const BATCH = 50

const keysOf = (exports: DataExport[]) =>
  exports.map(({ storageKey }) => storageKey).filter((key) => key !== null)

/** No row refers to them any more. */
async function removeBytes(keys: string[]) {
  for (const key of keys) await tidied(key, fileStore.remove(key))
}

/**
 * Deletes all archives of somebody, finished or not. Lock the account first.
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

/** Deletes the bytes first: after a crash in between, the row still says what is left to do. */
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

/** Deletes expired archives. */
export const pruneExports = async (options: Pruning): Promise<Pruned> => [
  { what: 'expired archives of personal data', count: await countOrRemove(options) },
]
