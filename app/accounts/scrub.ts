import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { retention } from '#config/service/retention'
import { transaction } from '#database/transaction'
import ReservedName from '#models/reserved_name'

/** Accounts in one transaction. */
const BATCH = 100

const DUE = `status = 'deleted' and scrubbed_at is null
  and deleted_at is not null and deleted_at <= now() - make_interval(days => ?)`

/** No username looks like this, and no email address (app/accounts/unreachable_email.ts). No password has this hash. */
const SCRUB = `
  update users set username = '~deleted-' || id, email = 'deleted-' || id || '@invalid',
    password_hash = 'scrubbed', email_verified_at = null, email_claimed_at = null, pending_email = null,
    released_email = null, registered_with = null, registered_from = null, is_super_user = false,
    suspended_at = null, suspended_until = null, suspension_reason = null, quota_bytes = null, file_limit = null,
    display_name = null, picture_id = null, language = null, theme = null, time_zone = null, share_mails = true, scrubbed_at = now()
  where id = any(?)`

/** What happened stays; from where, goes. */
const SCRUB_EVENTS = 'select scrub_events(?)'

/** Where else something is kept about a person: each has a column user_id with an index. */
const PERSONAL = [
  'sign_ins',
  'personal_tokens',
  'known_devices',
  'email_verifications',
  'password_resets',
  'outgoing_mails',
]

/**
 * What others share with them. Under an address it stays in the owner's list, as one that nobody has taken up does: that
 * it ended would tell whose address it was.
 */
const LEAVE_SHARES = [
  'delete from file_shares where email is null and user_id = any(?)',
  'update file_shares set user_id = null where user_id = any(?)',
]

/** Whom they shared with, and by which links, goes at once. */
const FORGET_SHARING = ['file_shares', 'file_links'].map(
  (table) => `delete from ${table} using files where files.id = file_id and owner_id = any(?)`
)

/**
 * Their bytes go with the next files:prune: as if they had been put into the bin before anything else was, so that a
 * crash leaves no bytes without a row.
 */
const BIN_FILES = `
  update files set name = 'deleted', idempotency_key = null, deleted_at = 'epoch' where owner_id = any(?)`

/** The row stays, so that the account is still in the list of people. */
const FORGET_LAST_SEEN = `update last_seen set at = '-infinity' where user_id = any(?)`

type Account = { id: number; username: string; email: string; emailVerifiedAt: Date | null }

async function scrub(accounts: Account[], trx: TransactionClientContract) {
  for (const account of accounts) await ReservedName.keep(account, trx)
  const ids = accounts.map(({ id }) => id)
  for (const table of PERSONAL) await trx.from(table).whereIn('user_id', ids).delete()
  const statements = [...LEAVE_SHARES, ...FORGET_SHARING, BIN_FILES, FORGET_LAST_SEEN]
  for (const statement of [...statements, SCRUB_EVENTS, SCRUB])
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
 * Takes what is personal from accounts that were deleted long enough ago. The row stays, because others refer to it,
 * and its names stay reserved.
 * @returns how many
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
