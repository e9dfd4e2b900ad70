import { problems } from '#exceptions/problem'
import { keyedHash } from '#secrets/keyed_hash'
import { limits } from '#start/limiter'

/** No address is kept in clear text. */
const keyOf = (purpose: string, address: string) =>
  keyedHash(purpose, address).toString('base64url')

/**
 * A link to a new password. Counted apart from confirmations: whoever forgot a password must not learn from the count of
 * those that there is an owner. Nobody is kept from a new password by what others ask for: the link in each of these
 * mails is as good.
 * @param address in canonical form, whether it belongs to an account or not
 * @throws Problem too_many_requests
 */
export const countResetMail = (address: string) =>
  limits.mailRequests.spend(keyOf('mail request reset', address))

/**
 * A link to confirm an address. What other accounts ask for keeps nobody from their own: each has a count of its own
 * for each address. Beyond what all of them together may send to one address, each still has its first one of the hour,
 * so that a mailbox gets as many as there are accounts behind it, and its owner is always among them.
 * @throws Problem too_many_requests
 */
export async function countConfirmationMail(accountId: number, address: string) {
  const own = await limits.mailRequests.count(
    keyOf('mail request confirmation', `${accountId} ${address}`)
  )
  if (own.exceeded) throw problems.tooManyRequests(Math.max(own.availableIn, 1))
  const all = await limits.confirmationsToAddress.count(keyOf('confirmations', address))
  if (all.exceeded && own.consumed > 1) throw problems.tooManyRequests(Math.max(all.availableIn, 1))
}
