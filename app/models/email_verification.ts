import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { EmailVerificationSchema } from '#database/schema'
import type User from '#models/user'

/** A link that shows that mails to one address reach one account. It never speaks for another address. */
export default class EmailVerification extends EmailVerificationSchema {
  /** Those sent to other addresses than these are dead. */
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
