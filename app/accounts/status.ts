import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { isUnreachable } from '#accounts/unreachable_email'
import { sendVerification } from '#accounts/verify_email'
import { transaction } from '#database/transaction'
import { Problem, problems } from '#exceptions/problem'
import { record } from '#activity/record'
import ReservedName from '#models/reserved_name'
import { isTakenName } from '#models/unique_names'
import type User from '#models/user'
import { endAllAccess } from '#sign_ins/end'

// Each change is decided once the account is locked and read again: what was true when it was found may be so no longer.

/**
 * Refused from the next request on; the sign-ins stay until the account is active again or they expire.
 * @throws Problem conflict where the account is deleted
 */
export async function suspendAccount(user: User) {
  await transaction(async (trx) => {
    await user.lock(trx)
    if (user.status === 'deleted') throw problems.conflict('deletedAccount')
    user.status = 'suspended'
    await user.save()
    await record('account_suspended', { userId: user.id }, trx)
  })
}

/**
 * Whoever was signed in before must sign in anew: a suspension is not undone for them.
 * @param newEmail for an account that is without an address
 * @throws Problem conflict where the account is scrubbed already, or its address is another's by now
 */
export async function activateAccount(user: User, newEmail?: string) {
  await transaction(async (trx) => {
    await user.lock(trx)
    if (user.scrubbedAt) throw problems.conflict('scrubbedAccount')
    user.status = 'active'
    user.deletedAt = null
    await ReservedName.release(user, trx)
    if (isUnreachable(user.email)) await takeAddress(user, newEmail ?? user.releasedEmail, trx)
    else if (newEmail) throw problems.conflict('hasEmail', { username: user.username })
    await user.save()
    await endAllAccess(user, trx)
    await record('account_activated', { userId: user.id }, trx)
  })
}

/** Unconfirmed, as it was. Since the deletion somebody else may have come to have it. */
async function takeAddress(user: User, email: string | null, trx: TransactionClientContract) {
  if (!email) throw problems.conflict('emailGivenUp')
  user.email = email
  user.releasedEmail = null
  try {
    await user.save()
  } catch (error) {
    if (!isTakenName(error) && !(error instanceof Problem)) throw error
    throw problems.conflict('emailTakenMeanwhile', { email })
  }
  await sendVerification(user, email, trx)
}
