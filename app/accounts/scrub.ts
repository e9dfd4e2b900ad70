import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { retention } from '#config/service/retention'
import { transaction } from '#database/transaction'
import { SCRUB_FILES } from '#files/upkeep/scrub'
import ReservedName from '#models/reserved_name'
import { SCRUB_SHARING } from '#sharing/scrub'

/** Accounts per transaction. */
const BATCH = 100

const DUE = `status = 'deleted' and scrubbed_at is null
  and deleted_at is not null and deleted_at <= now() - make_interval(days => ?)`

/**
 * No real username or email address looks like these (app/accounts/unreachable_email.ts), and no password has this
 * hash.
 */
const SCRUB = `
  update users set username = '~deleted-' || id, email = 'deleted-' || id || '@invalid',
    password_hash = 'scrubbed', email_verified_at = null, email_claimed_at = null, pending_email = null,
    released_email = null, registered_with = null, registered_from = null, is_super_user = false,
    suspended_at = null, suspended_until = null, suspension_reason = null, display_name = null, picture_id = null,
    language = null, theme = null, time_zone = null, scrubbed_at = now()
  where id = any(?)`

/** Keeps what happened, but not from where. */
const SCRUB_EVENTS = 'select scrub_events(?)'

/** Other tables with personal data. Each has an indexed column user_id. */
const PERSONAL = [
  'sign_ins',
  'personal_tokens',
  'known_devices',
  'email_verifications',
  'password_resets',
  'outgoing_mails',
]

/** The row stays, so that the list of people still includes the account. */
const FORGET_LAST_SEEN = `update last_seen set at = '-infinity' where user_id = any(?)`

/** Everything else that is done: each room adds its own statements, which are given the ids. */
const STATEMENTS = [...SCRUB_SHARING, ...SCRUB_FILES, FORGET_LAST_SEEN, SCRUB_EVENTS, SCRUB]

type Account = { id: number; username: string; email: string; emailVerifiedAt: Date | null }

async function scrub(accounts: Account[], trx: TransactionClientContract) {
  for (const account of accounts) await ReservedName.keep(account, trx)
  const ids = accounts.map(({ id }) => id)
  for (const table of PERSONAL) await trx.from(table).whereIn('user_id', ids).delete()
  for (const statement of STATEMENTS)
    // eslint-disable-next-line sql/static -- the statements stand above
    await trx.rawQuery(statement, [ids])
}

export async function countAccountsToScrub(): Promise<number> {
  const [{ count }] = await db
    .from('users')
    .whereRaw(DUE, [retention.deletedAccounts])
    .count('* as count')
  return Number(count)
}

/**
 * Erases the personal data of accounts that were deleted long enough ago. The rows stay because others refer to them,
 * and their names stay reserved.
 * @returns how many accounts
 */
export function scrubDeletedAccounts(): Promise<number> {
  return transaction(async (trx) => {
    const accounts: Account[] = await trx
      .from('users')
      .select('id', 'username', 'email', 'email_verified_at as emailVerifiedAt')
      .whereRaw(DUE, [retention.deletedAccounts])
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
    if (accounts.length) await scrub(accounts, trx)
    return accounts.length
  })
}
