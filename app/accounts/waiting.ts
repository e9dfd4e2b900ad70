import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#models/user'
import { claimInvitations } from '#sharing/invitations'
import { tellWaiting } from '#sharing/share_mails'

/** Done in the transaction that finds the address confirmed, so that no crash can come in between. */
type Waiting<T> = (owner: User, trx: TransactionClientContract) => Promise<T>

/** What waits until somebody has confirmed their address, whoever followed the link. */
const ONCE_CONFIRMED: Waiting<unknown>[] = [tellWaiting]

/** What waits for whoever reads the mail of an address. Each answers with the path where it is found, if there is anything. */
const ONCE_CLAIMED: Waiting<string | undefined>[] = [claimInvitations]

export async function goOnConfirmed(owner: User, trx: TransactionClientContract) {
  for (const goOn of ONCE_CONFIRMED) await goOn(owner, trx)
}

/** @returns the path where somebody finds what has waited for them, if anything has */
export async function giveClaimed(owner: User, trx: TransactionClientContract) {
  const places: (string | undefined)[] = []
  for (const give of ONCE_CLAIMED) places.push(await give(owner, trx))
  return places.find((place) => place !== undefined)
}
