import { pruneExports } from '#exports/remove'
import { pruneFiles } from '#files/upkeep/prune'
import fileStore from '#storage/file_store'
import { LONGEST_UPLOAD, type Pruned, type Pruning } from '#storage/pruning'
import { findStrays, removeStrays } from '#upkeep/strays'

/** What is removed together with its rows. */
const WITH_ROWS: ((options: Pruning) => Promise<Pruned>)[] = [pruneFiles, pruneExports]

async function pruneUploads(before: Date, { dryRun, signal }: Pruning) {
  let count = 0
  for await (const { startedAt, drop } of fileStore.unfinishedUploads()) {
    if (signal?.aborted) break
    if (startedAt >= before) continue
    if (!dryRun) await drop()
    count += 1
  }
  return count
}

/**
 * Removes what interrupted uploads and deletions have left behind, and what has expired. Safe to run on several
 * instances at once.
 * @throws Error if most of the storage is unknown to the database; then none of that is removed
 */
export async function pruneStorage(options: Pruning = {}): Promise<Pruned> {
  const { dryRun, signal } = options
  const before = new Date(Date.now() - LONGEST_UPLOAD * 1_000)
  const pruned: Pruned = []
  for (const removeRows of WITH_ROWS) pruned.push(...(await removeRows(options)))
  pruned.push({ what: 'unfinished uploads', count: await pruneUploads(before, options) })

  const { incoming, unknown, isPlausible } = await findStrays(before)
  if (!dryRun && !isPlausible)
    throw new Error(
      `${unknown.length} objects in the storage are no file of this database, more than are. Is it the right one? They were left alone.`
    )
  const remove = dryRun ? (strays: unknown[]) => strays.length : removeStrays
  pruned.push({
    what: 'stored bytes that never became a file',
    count: await remove(incoming, signal),
  })
  pruned.push({ what: 'stored bytes that belong to no file', count: await remove(unknown, signal) })
  return pruned
}
