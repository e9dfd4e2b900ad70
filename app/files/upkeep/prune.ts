import db from '@adonisjs/lucid/services/db'
import { record } from '#activity/record'
import { fileLimits } from '#config/service/files'
import { retention } from '#config/service/retention'
import { transaction } from '#database/transaction'
import fileStore from '#storage/file_store'
import { LONGEST_UPLOAD, type Pruned, type Pruning } from '#storage/pruning'

/** Files whose bytes are removed in one transaction. */
const BATCH = 50

/** Files to be removed, rows and bytes. `where` is SQL, and uses an index. */
export const PRUNABLE_FILES = [
  {
    what: 'files whose upload never finished',
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

/** Deletes the bytes first: after a crash in between, the row still says what is left to do. */
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

async function pruneRows(kind: PrunableFiles, { dryRun, signal }: Pruning) {
  if (dryRun) return countFiles(kind)
  let total = 0
  for (let done = 1; done > 0 && !signal?.aborted; total += done) done = await removeBatch(kind)
  return total
}

/** An upload retried after this long counts as a new one. */
async function forgetKeys({ dryRun }: Pruning) {
  const due = db
    .from('files')
    .whereNotNull('idempotency_key')
    .whereRaw('created_at <= now() - make_interval(hours => ?)', [fileLimits.idempotencyKeys])
  if (!dryRun) return Number(await due.update({ idempotency_key: null }))

  const [{ count }] = await due.count('* as count')
  return Number(count)
}

/** Removes files that never arrived, and those past their time in the bin. */
export async function pruneFiles(options: Pruning): Promise<Pruned> {
  const pruned: Pruned = []
  for (const kind of PRUNABLE_FILES)
    pruned.push({ what: kind.what, count: await pruneRows(kind, options) })
  return [
    ...pruned,
    { what: 'idempotency keys of finished uploads', count: await forgetKeys(options) },
  ]
}
