import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import VerifyEmailMail from '#mails/verify_email_mail'
import EmailVerification from '#models/email_verification'
import { holdAsker } from '#models/sign_ins/hold'
import type User from '#models/user'
import { generateSecret, hashSecret } from '#secrets/secrets'
import { limits } from '#start/limiter'
import { countConfirmationMail } from '#limits/requested_mails'

/** Long enough for an email that is read tomorrow. */
const LIFETIME = { hours: 24 }

/** Sends a link to the address, and deletes the links to addresses that the account no longer wants. */
export async function sendVerification(user: User, email: string, trx: TransactionClientContract) {
  await EmailVerification.forgetOthers(user, [user.email, email], trx)
  const token = generateSecret('emailVerification')
  const now = await databaseTime(trx)
  const expiresAt = now.plus(LIFETIME)
  await EmailVerification.create(
    { userId: user.id, email, tokenHash: hashSecret(token), expiresAt },
    { client: trx }
  )
  await new VerifyEmailMail(user, email, token).queue(trx)
}

/**
 * Sends the link again to the address that waits to be confirmed, if there is one.
 * @throws Problem too_many_requests
 */
export async function resendVerification(user: User) {
  await countAddressMail(user, user.waitingEmail ?? user.email)
  await transaction(async (trx) => {
    await user.lock(trx)
    await holdAsker(trx)
    const waiting = user.waitingEmail
    if (waiting) await sendVerification(user, waiting, trx)
  })
}

/**
 * Call it before a link is sent to an address that this account names. Counts for the account and for the address.
 * @throws Problem too_many_requests
 */
export async function countAddressMail(user: User, address: string) {
  await limits.addressMails.spend(`user:${user.id}`)
  await countConfirmationMail(user.id, address)
}
