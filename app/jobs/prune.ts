import db from '@adonisjs/lucid/services/db'
import { countAccountsToScrub, scrubDeletedAccounts } from '#accounts/scrub'
import { countOldEvents, pruneEvents } from '#history/prune'
import { type Prunable, PRUNABLES } from '#jobs/prunables'
import SentForm from '#models/sent_form'
import type { Pruned } from '#storage/pruning'

/** Rows per statement: few enough that no sign-in waits behind it. */
const BATCH = 1_000

/** One kind of work: how much there is to do, and a batch of it. */
type Chore = {
  what: string
  count: () => Promise<number>
  /** Returns how much it did; 0 once there is nothing left. */
  doBatch: () => Promise<number>
}

const CHORES: Chore[] = [
  ...PRUNABLES.map((kind) => ({
    what: kind.what,
    count: () => countRows(kind),
    doBatch: () => deleteBatch(kind),
  })),
  {
    what: 'expired answers to requests with a key',
    count: () => SentForm.countAnswersToForget(),
    doBatch: () => SentForm.forgetAnswers(BATCH),
  },
  {
    what: 'old events',
    count: countOldEvents,
    doBatch: pruneEvents,
  },
  {
    what: 'data of accounts deleted long ago',
    count: countAccountsToScrub,
    doBatch: scrubDeletedAccounts,
  },
]

async function countRows({ table, where, bindings = [] }: Prunable): Promise<number> {
  const statement = `select count(*)::int as count from ${table} where ${where}`
  // eslint-disable-next-line sql/static -- the names and conditions stand in prunables.ts
  const { rows } = await db.rawQuery<{ rows: [{ count: number }] }>(statement, bindings)
  return rows[0].count
}

/** Rows that a request holds at the moment are left for the next run. */
async function deleteBatch({ table, primaryKey, where, bindings = [] }: Prunable): Promise<number> {
  const statement = `delete from ${table} where ${primaryKey} in (
    select ${primaryKey} from ${table} where ${where} limit ${BATCH} for update skip locked)`
  // eslint-disable-next-line sql/static -- the same
  const { rowCount } = await db.rawQuery<{ rowCount: number }>(statement, bindings)
  return rowCount
}

async function doAll({ doBatch }: Chore, signal?: AbortSignal): Promise<number> {
  let total = 0
  for (let done = 1; done > 0 && !signal?.aborted; total += done) done = await doBatch()
  return total
}

type Options = {
  /** Only counts. */
  dryRun?: boolean
  /** Stops it between two batches. */
  signal?: AbortSignal
}

/**
 * Deletes what has expired, in batches, and scrubs accounts that were deleted long ago. Safe to run on several
 * instances at once.
 */
export async function prune({ dryRun = false, signal }: Options = {}): Promise<Pruned> {
  const pruned: Pruned = []
  for (const chore of CHORES) {
    const count = await (dryRun ? chore.count() : doAll(chore, signal))
    pruned.push({ what: chore.what, count })
  }
  return pruned
}
