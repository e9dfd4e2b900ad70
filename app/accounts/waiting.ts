import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#models/user'
import { claimInvitations } from '#sharing/invitations'
import { tellWaiting } from '#sharing/share_mails'

/** Runs in the transaction that confirms the address, so that no crash can come in between. */
type Waiting<T> = (owner: User, trx: TransactionClientContract) => Promise<T>

/** Runs once an address is confirmed, no matter who followed the link. */
const ONCE_CONFIRMED: Waiting<unknown>[] = [tellWaiting]

/** Runs only for the person who reads the mail of the address. Each returns the path of what it found, if anything. */
const ONCE_CLAIMED: Waiting<string | undefined>[] = [claimInvitations]

export async function goOnConfirmed(owner: User, trx: TransactionClientContract) {
  for (const goOn of ONCE_CONFIRMED) await goOn(owner, trx)
}

/** @returns the path of what has been waiting for the owner, if anything has */
export async function giveClaimed(owner: User, trx: TransactionClientContract) {
  const places: (string | undefined)[] = []
  for (const give of ONCE_CLAIMED) places.push(await give(owner, trx))
  return places.find((place) => place !== undefined)
}
