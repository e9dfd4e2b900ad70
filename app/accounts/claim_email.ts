import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { databaseTime } from '#database/time'
import type User from '#models/user'
import { claimInvitations } from '#sharing/invitations'

/**
 * Whoever reads the mail of the address is known to be who has the account: only they get what waits for the
 * address. To a confirmation by somebody who is not signed in to the account, that somebody may be led by another.
 */
export async function claimEmail(user: User, trx: TransactionClientContract) {
  const now = await databaseTime(trx)
  user.emailVerifiedAt ??= now
  user.emailClaimedAt ??= now
  user.registeredWith = null
  user.registeredFrom = null
  await user.useTransaction(trx).save()
  await claimInvitations(user, trx)
}
