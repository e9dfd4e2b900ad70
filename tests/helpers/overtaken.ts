import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { markDeleted } from '#accounts/delete_account'
import { markSuspended } from '#accounts/status'
import User from '#models/user'
import { endAllAccess } from '#sign_ins/end'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import { holdTransaction } from '#tests/helpers/database/transactions'
import type { Person } from '#tests/helpers/people/users'

type Client = QueryClientContract

type End = (user: User, trx: TransactionClientContract) => Promise<unknown>

/** What outlives a request, as far as it is somebody's. */
export const rowsOf = async ({ id }: Person, client: Client = db.connection()) => ({
  account: await client
    .from('users')
    .where({ id })
    .select('username', 'password_hash', 'pending_email', 'status'),
  tokens: await client.from('personal_tokens').where('user_id', id),
  signIns: await client.from('sign_ins').where('user_id', id).select('id', 'expires_at'),
  handoffs: await client
    .from('handoffs')
    .whereIn('sign_in_id', client.from('sign_ins').select('id').where('user_id', id)),
  files: await client.from('files').where('owner_id', id),
  pictures: await client.from('pictures').where('user_id', id),
  archives: await client.from('data_exports').where('user_id', id),
  shares: await client.from('file_shares').where('file_owner_id', id).select('id', 'role'),
  links: await client
    .from('file_links')
    .whereIn('file_id', client.from('files').select('id').where('owner_id', id)),
})

/**
 * Sends a request that is let in, and ends access while it waits for the account, or for its sign-in, and has changed
 * nothing yet.
 */
export async function overtaken<T>(person: Person, end: End, request: () => Promise<T>) {
  const trx = await holdTransaction()
  const user = await User.findOrFail(person.id, { client: trx })
  await user.lock(trx)
  await trx.rawQuery('select from sign_ins where user_id = ? for no key update', [user.id])
  const pending = request()
  await Promise.race([untilSomebodyWaits(), pending])
  await end(user, trx)
  const left = await rowsOf(person, trx)
  await trx.commit()
  return { answer: await pending, left }
}

/** How access ends, and what the request is told that came too late. */
export const ENDS: Record<string, { end: End; told: [number, string] }> = {
  'all sign-ins end': { end: endAllAccess, told: [401, 'invalid_token'] },
  'the account is deleted': { end: markDeleted, told: [401, 'invalid_token'] },
  'the account is suspended': {
    end: (user, trx) => markSuspended(user, { reason: 'Rude.' }, trx),
    told: [403, 'account_suspended'],
  },
}
