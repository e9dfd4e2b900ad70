import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { problems } from '#exceptions/problem'
import User from '#models/user'

/** Who a file is shared with. An address stands for the account that has claimed it, or for nobody yet. */
export type Recipient = { account: User | null; email: string | null }

/**
 * Serializes sharing with an address and confirming that address, so that the later one sees the earlier. Lock accounts
 * first.
 */
export const lockAddress = (email: string, trx: TransactionClientContract) =>
  trx.rawQuery('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`file_shares:${email}`])

/**
 * Excludes accounts that merely confirmed the address: see claimEmail(). The status does not matter: somebody whose
 * account is restored finds what was shared with them.
 */
const findByClaimed = (emails: string[], client: TransactionClientContract) =>
  User.query({ client }).whereIn('email', emails).whereNotNull('email_claimed_at')

/**
 * In the order of their ids, as everywhere that several accounts are locked. The owner's is included, because an
 * invitation's email needs it.
 */
const lockAccounts = (
  { usernames, emails }: Named,
  owner: User,
  client: TransactionClientContract
) =>
  User.query({ client })
    .whereIn('username', usernames)
    .orWhereIn('email', emails)
    .orWhere('id', owner.id)
    .orderBy('id')
    .forShare()

type Named = { usernames: string[]; emails: string[] }

const isEmail = (name: string) => name.includes('@')

const nobodyIs = (name: string, names: string[]) =>
  names.length === 1
    ? problems.brokenRule('with.person_exists')
    : problems.brokenRule('with.people_exist', { values: { name } })

/**
 * Usernames are not secret: anyone who registers is told which are taken. Which address belongs to which account is
 * secret, and so is whether an account is suspended: a share with it starts to work when the account does.
 * @param names each once, in canonical form
 * @throws Problem validation_failed if nobody has such a username, or it is the owner's own name
 */
export async function findRecipients(
  names: string[],
  owner: User,
  trx: TransactionClientContract
): Promise<Recipient[]> {
  if (names.includes(owner.username) || names.includes(owner.email))
    throw problems.brokenRule('with.someone_else')
  const emails = names.filter(isEmail)
  const usernames = names.filter((name) => !isEmail(name))
  const accounts = await lockAccounts({ usernames, emails }, owner, trx)
  for (const email of emails.toSorted()) await lockAddress(email, trx)
  const claimed = emails.length ? await findByClaimed(emails, trx) : []

  return names.map((name) => {
    if (isEmail(name))
      return { account: claimed.find(({ email }) => email === name) ?? null, email: name }
    const named = accounts.find(({ username }) => username === name)
    if (!named || named.status === 'deleted') throw nobodyIs(name, names)
    return { account: named, email: null }
  })
}
