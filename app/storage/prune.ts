import db from '@adonisjs/lucid/services/db'
import type { Pruned } from '#jobs/prune'
import { record } from '#activity/record'
import { fileLimits } from '#config/service/files'
import { retention } from '#config/service/retention'
import { transaction } from '#database/transaction'
import { pruneExports } from '#exports/remove'
import fileStore from '#storage/file_store'
import { findStrays, removeStrays } from '#storage/strays'
import { DAY } from '#words/duration'

/** Files whose bytes are removed in one transaction. */
const BATCH = 50

/** In seconds. No upload takes as long: what is older and not whole was left by a crash. */
const LONGEST_UPLOAD = DAY

type Options = {
  /** Only counts. */
  dryRun?: boolean
  /** Ends it between two steps. */
  signal?: AbortSignal
}

/** Files to be removed, row and bytes. `where` is SQL, and finds them by an index. */
export const PRUNABLE_FILES = [
  {
    what: 'files that never arrived',
    where: `state = 'incoming' and created_at <= now() - make_interval(secs => ?)`,
    bindings: [LONGEST_UPLOAD],
  },
  {
    what: 'files past their time in the bin',
    where: 'deleted_at <= now() - make_interval(days => ?)',
    bindings: [retention.binnedFiles],
  },
]

type DueFile = { id: string; owner_id: number; state: string }

type PrunableFiles = (typeof PRUNABLE_FILES)[number]

async function countFiles({ where, bindings }: PrunableFiles) {
  // eslint-disable-next-line sql/static -- the conditions stand above
  const [{ count }] = await db.from('files').whereRaw(where, bindings).count('* as count')
  return Number(count)
}

/** The bytes go first: after a crash in between the row is still there, and says what is to be done. */
const removeBatch = ({ where, bindings }: PrunableFiles) =>
  transaction(async (trx) => {
    const files = trx.from('files').select('id', 'owner_id', 'state')
    // eslint-disable-next-line sql/static -- the same
    const due = files.whereRaw(where, bindings).limit(BATCH)
    const rows: DueFile[] = await due.forUpdate().skipLocked()
    const ids = rows.map(({ id }) => id)
    for (const id of ids) await fileStore.remove(id)
    await trx.from('files').whereIn('id', ids).delete()
    for (const { id, owner_id: userId, state } of rows)
      if (state === 'stored') await record('file_deleted', { userId, on: ['file', id] }, trx)
    return ids.length
  })

async function pruneRows(kind: PrunableFiles, { dryRun, signal }: Options) {
  if (dryRun) return countFiles(kind)
  let total = 0
  for (let done = 1; done > 0 && !signal?.aborted; total += done) done = await removeBatch(kind)
  return total
}

async function pruneUploads(before: Date, { dryRun, signal }: Options) {
  let count = 0
  for await (const { startedAt, drop } of fileStore.unfinishedUploads()) {
    if (signal?.aborted) break
    if (startedAt >= before) continue
    if (!dryRun) await drop()
    count += 1
  }
  return count
}

/** An upload that is tried again after this long is another one. */
async function forgetKeys({ dryRun }: Options) {
  const due = db
    .from('files')
    .whereNotNull('idempotency_key')
    .whereRaw('created_at <= now() - make_interval(hours => ?)', [fileLimits.idempotencyKeys])
  if (!dryRun) return Number(await due.update({ idempotency_key: null }))

  const [{ count }] = await due.count('* as count')
  return Number(count)
}

/**
 * Removes what uploads and removals have left behind when they were cut short, and files past their time in the bin.
 * Safe to run on several instances at once.
 * @throws Error where most of the storage is unknown to the database; then nothing of that is removed
 */
export async function pruneFiles(options: Options = {}): Promise<Pruned> {
  const { dryRun, signal } = options
  const before = new Date(Date.now() - LONGEST_UPLOAD * 1_000)
  const pruned: Pruned = []
  for (const kind of PRUNABLE_FILES)
    pruned.push({ what: kind.what, count: await pruneRows(kind, options) })
  pruned.push({ what: 'archives of data past their time', count: await pruneExports(options) })
  pruned.push({ what: 'keys of finished uploads', count: await forgetKeys(options) })
  pruned.push({ what: 'unfinished uploads', count: await pruneUploads(before, options) })

  const { incoming, unknown, isPlausible } = await findStrays(before)
  if (!dryRun && !isPlausible)
    throw new Error(
      `${unknown.length} objects in the storage are no file of this database, more than are. Is it the right one? They were left alone.`
    )
  const remove = dryRun ? (strays: unknown[]) => strays.length : removeStrays
  pruned.push({ what: 'bytes that never became a file', count: await remove(incoming, signal) })
  pruned.push({ what: 'bytes without a file', count: await remove(unknown, signal) })
  return pruned
}
