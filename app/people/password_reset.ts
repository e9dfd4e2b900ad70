import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DurationLike } from 'luxon'
import { RESET_LIFETIME } from '#accounts/forgotten_password'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import ResetPasswordMail from '#mails/reset_password_mail'
import PasswordReset from '#models/password_reset'
import { holdSuperUser } from '#models/sign_ins/hold'
import type User from '#models/user'
import { generateSecret, hashSecret } from '#secrets/secrets'

/** Returns the token of a new link to choose a password, and invalidates earlier ones. Lock the account first. */
export async function sendReset(
  user: User,
  lifetime: DurationLike,
  trx: TransactionClientContract
) {
  const token = generateSecret('passwordReset')
  await PasswordReset.forget(user, trx)
  const now = await databaseTime(trx)
  const expiresAt = now.plus(lifetime)
  const link = { email: user.email, userId: user.id, tokenHash: hashSecret(token), expiresAt }
  await PasswordReset.create(link, { client: trx })
  return token
}

/**
 * Sends somebody the email that they would request themselves if they had forgotten their password.
 * @throws Problem conflict if the account is deleted
 */
export const mailReset = (user: User) =>
  transaction(async (trx) => {
    await holdSuperUser(trx, user)
    await writeReset(user, trx)
  })

/** The same, once the super user and the account are held. */
export async function writeReset(user: User, trx: TransactionClientContract) {
  if (user.status === 'deleted') throw problems.conflict('notActive', namesOf(user))
  await new ResetPasswordMail(user, await sendReset(user, RESET_LIFETIME, trx)).queue(trx)
  await record('password_reset_sent', { userId: user.id }, trx)
}

const namesOf = ({ username, status }: User) => ({ username, status })
