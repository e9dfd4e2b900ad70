import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendVerification } from '#accounts/verify_email'
import { transaction } from '#database/transaction'
import EmailChangeRequestedMail from '#mails/email_change_requested_mail'
import EmailVerification from '#models/email_verification'
import ReservedName from '#models/reserved_name'
import { emailTaken } from '#models/unique_names'
import User from '#models/user'

// The address that an account is to have counts once it has been confirmed from its own mailbox; until then mails,
// sign-in and forgotten passwords go by the old one (ASVS 6.3.7).

/**
 * Asks the new address to confirm itself, and tells the old one. The current address takes a change back.
 * @throws Problem validation_failed where another account has the address
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

/** Takes a change of address back before it is confirmed. */
export async function withdrawEmail(user: User) {
  await transaction(async (trx) => {
    await user.lock(trx)
    await dropPendingEmail(user, trx)
  })
}

export async function dropPendingEmail(user: User, trx: TransactionClientContract) {
  user.pendingEmail = null
  await user.useTransaction(trx).save()
  await EmailVerification.forgetOthers(user, [user.email], trx)
}
