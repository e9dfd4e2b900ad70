import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendVerification } from '#accounts/verify_email'
import { transaction } from '#database/transaction'
import EmailChangeRequestedMail from '#mails/email_change_requested_mail'
import EmailVerification from '#models/email_verification'
import { holdAsker } from '#models/sign_ins/hold'
import ReservedName from '#models/reserved_name'
import { emailTaken } from '#models/unique_names'
import User from '#models/user'

// A new address takes effect once it has been confirmed from its own mailbox. Until then emails, sign-in and password
// resets use the old one (ASVS 6.3.7).

/**
 * Sends a confirmation link to the new address and a notice to the old one. Proposing the current address cancels a
 * pending change.
 * @throws Problem validation_failed if another account has the address
 */
export async function proposeEmail(user: User, email: string, trx: TransactionClientContract) {
  if (email === user.email) return dropPendingEmail(user, trx)

  const owner = await User.findBy('email', email, { client: trx })
  if (owner || (await ReservedName.isKeptFrom(user, 'email', email))) throw emailTaken()
  user.pendingEmail = email
  await user.useTransaction(trx).save()
  await sendVerification(user, email, trx)
  await new EmailChangeRequestedMail(user).queue(trx)
}

/** Cancels a change of address before it is confirmed. */
export async function withdrawEmail(user: User) {
  await transaction(async (trx) => {
    await user.lock(trx)
    await holdAsker(trx)
    await dropPendingEmail(user, trx)
  })
}

export async function dropPendingEmail(user: User, trx: TransactionClientContract) {
  user.pendingEmail = null
  await user.useTransaction(trx).save()
  await EmailVerification.forgetOthers(user, [user.email], trx)
}
