import { problems } from '#exceptions/problem'
import { keyedHash } from '#secrets/keyed_hash'
import { limits } from '#start/limiter'

/** No address is stored in plain text. */
const keyOf = (purpose: string, address: string) =>
  keyedHash(purpose, address).toString('base64url')

/**
 * Counts an email with a reset link. It is counted apart from confirmations: somebody who forgot a password must not
 * learn from those counts that the account exists. Other people's requests keep nobody from a new password, since the
 * link in any of these emails works.
 * @param address in canonical form, whether it belongs to an account or not
 * @throws Problem too_many_requests
 */
export const countResetMail = (address: string) =>
  limits.mailRequests.spend(keyOf('mail request reset', address))

/**
 * Counts an email with a confirmation link. Each account has its own count for each address, so that the requests of
 * others cannot block it. Beyond what all of them together may send to one address, each still has its first email of
 * the hour: a mailbox gets as many as there are accounts naming it, and its owner is always among them.
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
