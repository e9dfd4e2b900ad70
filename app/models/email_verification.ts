import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { generateSecret, hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { EmailVerificationSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import VerifyEmailMail from '#mails/verify_email_mail'
import type User from '#models/user'

/** Long enough for a mail that is read tomorrow. */
const LIFETIME = { hours: 24 }

/** A link that shows that mails to one address reach one account. It never speaks for another address. */
export default class EmailVerification extends EmailVerificationSchema {
  static table = 'email_verifications'

  /** Sends a link to the address, and forgets the links to addresses that the account has dropped. */
  static async send(user: User, email: string, trx: TransactionClientContract) {
    await this.forgetOthers(user, [user.email, email], trx)
    const token = generateSecret('emailVerification')
    const now = await databaseTime(trx)
    const expiresAt = now.plus(LIFETIME)
    await this.create(
      { userId: user.id, email, tokenHash: hashSecret(token), expiresAt },
      { client: trx }
    )
    await new VerifyEmailMail(user, email, token).queue(trx)
  }

  static async forgetOthers(user: User, kept: string[], trx: TransactionClientContract) {
    await this.query({ client: trx }).where('user_id', user.id).whereNotIn('email', kept).delete()
  }

  /** The link that a token stands for, or null. Changes nothing. */
  static async findByToken(token: string, client?: TransactionClientContract) {
    if (!isWellFormedSecret('emailVerification', token)) return null
    return this.query({ client })
      .where('token_hash', hashSecret(token))
      .whereRaw('expires_at > now()')
      .first()
  }
}
