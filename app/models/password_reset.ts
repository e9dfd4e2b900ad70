import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { PasswordResetSchema } from '#database/schema'
import type User from '#models/user'
import { hashSecret, isWellFormedSecret } from '#secrets/secrets'

/**
 * A forgotten password. It starts as a request, which is one row for known and unknown addresses alike, so that neither
 * the answer nor its timing reveals which accounts exist (ASVS 6.3.8). The mail worker answers it.
 */
export default class PasswordReset extends PasswordResetSchema {
  /** The oldest request that waits for its answer, among those after another one. */
  static nextRequest(after = 0) {
    return this.query()
      .where('id', '>', after)
      .whereNull('token_hash')
      .whereRaw('expires_at > now()')
      .orderBy('id')
      .first()
  }

  /** Invalidates every link sent to this account. */
  static async forget(user: User, trx: TransactionClientContract) {
    await this.query({ client: trx }).where('user_id', user.id).delete()
  }

  /** The link of a token, or null. Changes nothing. */
  static async findByToken(token: string, client?: TransactionClientContract) {
    if (!isWellFormedSecret('passwordReset', token)) return null
    return this.query({ client })
      .where('token_hash', hashSecret(token))
      .whereRaw('expires_at > now()')
      .first()
  }
}
