import db from '@adonisjs/lucid/services/db'
import { countAccountsToScrub, scrubDeletedAccounts } from '#accounts/scrub'
import { retention } from '#config/retention'
import { signInLimits } from '#config/sign_ins'
import SentForm from '#models/sent_form'

/** Rows that one statement takes: few enough that no sign-in waits behind it. */
const BATCH = 1_000

/** Rows that are of no use to anyone any more. `where` is SQL, and finds them by an index. */
export type Prunable = {
  what: string
  table: string
  primaryKey: string
  where: string
  bindings?: (string | number)[]
}

/**
 * Everything that expires is listed here once. What hangs from a row goes with it, by the foreign keys.
 *
 * Used refresh tokens stay until they expire: one that comes back is how theft is seen (RFC 9700, 4.14.2).
 */
export const PRUNABLES: Prunable[] = [
  {
    what: 'expired access tokens',
    table: 'access_tokens',
    primaryKey: 'hash',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired refresh tokens',
    table: 'refresh_tokens',
    primaryKey: 'hash',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired sign-ins',
    table: 'sign_ins',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    // A session keeps the idle limit it began with. Today's, asked first, is what the index knows.
    what: 'idle sessions',
    table: 'sign_ins',
    primaryKey: 'id',
    where: `expires_at > now() and last_seen_at <= now() - make_interval(secs => ?) and exists (
      select from sessions where sessions.sign_in_id = sign_ins.id
      and sign_ins.last_seen_at <= now() - make_interval(secs => sessions.idle_limit_seconds))`,
    bindings: [signInLimits.sessionIdle],
  },
  {
    // For a day no answer clears the cookie of a browser that has another by now.
    what: 'session ids that were replaced',
    table: 'former_session_ids',
    primaryKey: 'id_hash',
    where: `good_until <= now() - interval '1 day'`,
  },
  {
    what: 'forms that were sent',
    table: 'sent_forms',
    primaryKey: 'key_hash',
    where: `created_at <= now() - interval '1 day'`,
  },
  {
    what: 'expired personal tokens',
    table: 'personal_tokens',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired limits',
    table: 'rate_limits',
    primaryKey: 'key',
    where: 'expire <= (extract(epoch from now()) * 1000)::bigint',
  },
  {
    what: 'expired verifications',
    table: 'email_verifications',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired password resets',
    table: 'password_resets',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired shares',
    table: 'file_shares',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired links to files',
    table: 'file_links',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'sent mails',
    table: 'outgoing_mails',
    primaryKey: 'id',
    where: `created_at <= now() - make_interval(days => ?) and state <> 'waiting'`,
    bindings: [retention.sentMails],
  },
  {
    what: 'devices not seen for long',
    table: 'known_devices',
    primaryKey: 'ctid',
    where: 'last_seen_at <= now() - make_interval(days => ?)',
    bindings: [retention.knownDevices],
  },
  {
    what: 'old security events',
    table: 'security_events',
    primaryKey: 'id',
    where: 'created_at <= now() - make_interval(days => ?)',
    bindings: [retention.securityEvents],
  },
]

/** One kind of work: what there is to do, and a part of it. */
type Chore = {
  what: string
  count: () => Promise<number>
  /** Answers with how much it did; with 0 once there is no more. */
  doBatch: () => Promise<number>
}

const CHORES: Chore[] = [
  ...PRUNABLES.map((kind) => ({
    what: kind.what,
    count: () => countRows(kind),
    doBatch: () => deleteBatch(kind),
  })),
  {
    what: 'answers to forms',
    count: () => SentForm.countAnswersToForget(),
    doBatch: () => SentForm.forgetAnswers(BATCH),
  },
  {
    what: 'data of accounts deleted long ago',
    count: countAccountsToScrub,
    doBatch: scrubDeletedAccounts,
  },
]

/** How many rows of each kind went, or would go. */
export type Pruned = { what: string; count: number }[]

async function countRows({ table, where, bindings = [] }: Prunable): Promise<number> {
  const statement = `select count(*)::int as count from ${table} where ${where}`
  // eslint-disable-next-line sql/static -- the names and conditions stand above
  const { rows } = await db.rawQuery<{ rows: [{ count: number }] }>(statement, bindings)
  return rows[0].count
}

/** Rows that a request holds at this moment are left for the next time. */
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
  /** Ends it between two batches. */
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
