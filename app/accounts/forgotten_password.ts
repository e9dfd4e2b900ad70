import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { databaseTime } from '#database/time'
import { forChange, transaction } from '#database/transaction'
import emitOutboxFilled from '#events/outbox_filled'
import ResetPasswordMail from '#mails/reset_password_mail'
import PasswordReset from '#models/password_reset'
import User from '#models/user'
import { generateSecret, hashSecret } from '#secrets/secrets'
import { countResetMail } from '#limits/requested_mails'

/** ASVS 6.4.1 wants it short; an email may take a while. */
export const RESET_LIFETIME = { minutes: 60 }

/** @throws Problem too_many_requests, whether the address is known or not */
export async function requestPasswordReset(email: string) {
  await countResetMail(email)
  const expiresAt = db.raw('now() + make_interval(mins => ?)', [RESET_LIFETIME.minutes])
  await db.table('password_resets').insert({ email, expires_at: expiresAt })
  await emitOutboxFilled()
}

/**
 * Answers the request, unless another process is doing so: sends a link if the address belongs to an account. Earlier
 * links stop working.
 */
export const answerPasswordReset = ({ id }: PasswordReset) =>
  transaction(async (trx) => {
    const request = await PasswordReset.query({ client: trx })
      .where('id', id)
      .whereNull('token_hash')
      .forUpdate()
      .skipLocked()
      .first()
    if (request) await answer(request, trx)
  })

async function answer(request: PasswordReset, trx: TransactionClientContract) {
  const accounts = User.query({ client: trx }).where('email', request.email)
  const user = await forChange(accounts.whereNot('status', 'deleted')).first()
  if (!user) return request.delete()

  const token = generateSecret('passwordReset')
  await PasswordReset.forget(user, trx)
  request.userId = user.id
  request.tokenHash = hashSecret(token)
  const now = await databaseTime(trx)
  request.expiresAt = now.plus(RESET_LIFETIME)
  await request.save()
  await new ResetPasswordMail(user, token).queue(trx)
}
