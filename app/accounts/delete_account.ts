import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { dropPendingEmail } from '#accounts/pending_email'
import { unreachableEmail } from '#accounts/unreachable_email'
import type { AsRead } from '#database/as_read'
import { databaseTime } from '#database/time'
import { forgetPicture } from '#accounts/picture/forget'
import { removeExports } from '#exports/remove'
import { transaction } from '#database/transaction'
import { record } from '#activity/record'
import AccountDeletedMail from '#mails/account_deleted_mail'
import PasswordReset from '#models/password_reset'
import ReservedName from '#models/reserved_name'
import type SignIn from '#models/sign_in'
import { NOT_SUSPENDED, type default as User } from '#models/user'
import { endAllAccess } from '#sign_ins/end'

/**
 * @throws Problem validation_failed if the password was changed meanwhile, conflict for the super user,
 * precondition_failed
 */
export async function deleteAccount(user: User, signIn: SignIn, { asRead }: AsRead = {}) {
  await transaction(async (trx) => {
    await user.lockAsConfirmed(trx, signIn, { asRead })
    user.refuseIfSuperUser()
    await markDeleted(user, trx)
  })
}

/** Lock the account first. The row stays, so that an administrator can restore the account. */
export async function markDeleted(user: User, trx: TransactionClientContract) {
  await new AccountDeletedMail(user).queue(trx)
  if (!user.emailVerifiedAt) releaseEmail(user)
  await shut(user, trx)
}

/**
 * Lock the account first. The owner of the address says that the account is not theirs, or turns out to have another
 * one. Without an address the account is deleted; an administrator can restore it with a new address.
 */
export async function loseAddress(user: User, trx: TransactionClientContract) {
  user.emailVerifiedAt = null
  releaseEmail(user)
  user.releasedEmail = null
  await shut(user, trx)
}

/** From here on anyone may use the address. */
function releaseEmail(user: User) {
  user.releasedEmail = user.email
  user.email = unreachableEmail(user)
}

async function shut(user: User, trx: TransactionClientContract) {
  user.merge({ status: 'deleted', ...NOT_SUSPENDED })
  user.deletedAt = await databaseTime(trx)
  await forgetPicture(user, trx)
  await dropPendingEmail(user, trx)
  await ReservedName.keep(user, trx)
  await PasswordReset.forget(user, trx)
  await endAllAccess(user, trx)
  await removeExports(user, trx)
  await record('account_deleted', { userId: user.id }, trx)
}
