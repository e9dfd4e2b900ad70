import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { problems } from '#exceptions/problem'
import User from '#models/user'

/** Who a file is shared with. By an address it is whoever has claimed it, or nobody yet. */
export type Recipient = { account: User | null; email: string | null }

/**
 * Of a share by address and the confirmation of that address, the later one sees what the earlier one did. Accounts
 * are locked before it.
 */
export const lockAddress = (email: string, trx: TransactionClientContract) =>
  trx.rawQuery('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`file_shares:${email}`])

/**
 * Not an account that merely confirmed the address: see claimEmail(). The status does not matter: whoever is
 * brought back finds what was shared with them.
 */
const findByClaimed = (email: string, client: TransactionClientContract) =>
  User.query({ client }).where('email', email).whereNotNull('email_claimed_at').first()

/** In the order of their ids, as all who lock several: the owner's is asked for by the mail of an invitation. */
async function lockAccounts(
  column: 'email' | 'username',
  name: string,
  owner: User,
  client: TransactionClientContract
) {
  const accounts = await User.query({ client })
    .where(column, name)
    .orWhere('id', owner.id)
    .orderBy('id')
    .forShare()
  return accounts.find(({ id }) => id !== owner.id)
}

/**
 * Usernames are no secret: whoever registers is told which are taken. Which address belongs to which account is one, and
 * so is whether an account is suspended: a share with it begins to work when the account does.
 * @param name in canonical form
 * @throws Problem validation_failed where nobody has that username, or it is the owner's own name
 */
export async function findRecipient(
  name: string,
  owner: User,
  trx: TransactionClientContract
): Promise<Recipient> {
  if (name === owner.username || name === owner.email)
    throw problems.brokenRule('with.someone_else')
  const isEmail = name.includes('@')
  const named = await lockAccounts(isEmail ? 'email' : 'username', name, owner, trx)

  if (isEmail) {
    await lockAddress(name, trx)
    return { account: await findByClaimed(name, trx), email: name }
  }
  if (!named || named.status === 'deleted') throw problems.brokenRule('with.person_exists')
  return { account: named, email: null }
}
