import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { isUnreachable } from '#accounts/unreachable_email'
import { sendVerification } from '#accounts/verify_email'
import type { DateTime } from 'luxon'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { Problem, problems } from '#exceptions/problem'
import { record } from '#activity/record'
import AccountSuspendedMail from '#mails/account_suspended_mail'
import ReservedName from '#models/reserved_name'
import { holdSuperUser } from '#models/sign_ins/hold'
import { isTakenName } from '#models/unique_names'
import { NOT_SUSPENDED, type default as User } from '#models/user'
import { endAllAccess } from '#sign_ins/end'

// Each change is decided after the account is locked and read again: it may have changed since it was found.

type Wish = { reason: string; until?: DateTime | null }

/**
 * The account is refused from the next request on; the owner is told why by email and in the answer. Its sign-ins stay
 * until the account is activated or they expire, so after a suspension with an end they continue.
 * @throws Problem conflict if the account is deleted or the super user's
 */
export async function suspendAccount(user: User, wish: Wish) {
  await transaction(async (trx) => {
    await holdSuperUser(trx, user)
    await markSuspended(user, wish, trx)
  })
}

/** Lock the account first. */
export async function markSuspended(
  user: User,
  { reason, until = null }: Wish,
  trx: TransactionClientContract
) {
  if (user.status === 'deleted') throw problems.conflict('deletedAccount')
  user.refuseIfSuperUser()
  user.status = 'suspended'
  user.suspendedAt ??= await databaseTime(trx)
  user.merge({ suspensionReason: reason, suspendedUntil: until })
  await user.save()
  await new AccountSuspendedMail(user).queue(trx)
  await record('account_suspended', { userId: user.id }, trx)
}

/** @throws Problem not_found if it is not suspended */
export async function endSuspension(user: User) {
  if (user.status !== 'suspended') throw problems.notFound()
  await activateAccount(user)
}

/** @throws Problem conflict if it is not deleted, and as activateAccount() */
export async function restoreAccount(user: User, newEmail?: string) {
  if (user.status !== 'deleted') throw problems.conflict('notDeleted', { username: user.username })
  await activateAccount(user, newEmail)
}

/**
 * Sign-ins from before have to be made again: activating does not bring them back.
 * @param newEmail for an account without an address
 * @throws Problem conflict if the account is already scrubbed, or its address belongs to another account by now
 */
export async function activateAccount(user: User, newEmail?: string) {
  await transaction(async (trx) => {
    await holdSuperUser(trx, user)
    await markActive(user, trx, newEmail)
  })
}

/** Lock the account first. */
export async function markActive(user: User, trx: TransactionClientContract, newEmail?: string) {
  if (user.scrubbedAt) throw problems.conflict('scrubbedAccount')
  user.merge({ status: 'active', deletedAt: null, ...NOT_SUSPENDED })
  await ReservedName.release(user, trx)
  if (isUnreachable(user.email)) await takeAddress(user, newEmail ?? user.releasedEmail, trx)
  else if (newEmail) throw problems.conflict('hasEmail', { username: user.username })
  await user.save()
  await endAllAccess(user, trx)
  await record('account_activated', { userId: user.id }, trx)
}

/** Restores the address as unconfirmed. Another account may have taken it since the deletion. */
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
