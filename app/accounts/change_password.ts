import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { dropPendingEmail } from '#accounts/pending_email'
import { endFormerIds } from '#auth/former_session_ids'
import { transaction } from '#database/transaction'
import { record } from '#activity/record'
import PasswordChangedMail from '#mails/password_changed_mail'
import PasswordReset from '#models/password_reset'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import { hashPassword } from '#passwords/hashing'
import { endOtherSignIns } from '#sign_ins/end'

/** Ends every sign-in but the given one. Personal tokens stay. */
export async function changePassword(user: User, password: string, current: SignIn) {
  const passwordHash = await hashPassword(password)
  await transaction(async (trx) => {
    await user.lockAsConfirmed(trx, current)
    await setPassword(user, passwordHash, trx)
    await endOtherSignIns(user, current, trx)
    await endFormerIds(current.id, trx)
  })
}

/**
 * Somebody who knew the old password may have requested a reset or a change of address, so both are cancelled. The
 * owner is notified (ASVS 6.3.7).
 */
export async function setPassword(
  user: User,
  passwordHash: string,
  trx: TransactionClientContract
) {
  user.passwordHash = passwordHash
  await dropPendingEmail(user, trx)
  await PasswordReset.forget(user, trx)
  await new PasswordChangedMail(user).queue(trx)
  await record('password_changed', { userId: user.id }, trx)
}
