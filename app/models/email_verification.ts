import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { EmailVerificationSchema } from '#database/schema'
import type User from '#models/user'

/**
 * A link that proves that mail to one address reaches the owner of one account. It is never valid for another address.
 */
export default class EmailVerification extends EmailVerificationSchema {
  /** Invalidates links to any other addresses. */
  static async forgetOthers(user: User, kept: string[], trx: TransactionClientContract) {
    await this.query({ client: trx }).where('user_id', user.id).whereNotIn('email', kept).delete()
  }

  /** The link of a token, or null. Changes nothing. */
  static async findByToken(token: string, client?: TransactionClientContract) {
    if (!isWellFormedSecret('emailVerification', token)) return null
    return this.query({ client })
      .where('token_hash', hashSecret(token))
      .whereRaw('expires_at > now()')
      .first()
  }
}
