import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { generateSecret, hashSecret, isWellFormedSecret } from '#auth/secrets'
import { EmailVerificationSchema } from '#database/schema'
import { transaction } from '#database/transaction'
import emitEmailVerified from '#events/email_verified'
import { problems } from '#exceptions/problem'
import VerifyEmailMail from '#mails/verify_email_mail'
import { isTakenName } from '#models/unique_names'
import User from '#models/user'

/** Long enough for a mail that is read tomorrow. */
const LIFETIME = { hours: 24 }

/** A link that shows that mails to one address reach one account. It never speaks for another address. */
export default class EmailVerification extends EmailVerificationSchema {
  static table = 'email_verifications'

  /** Sends a link to the address, and forgets the links to addresses that the account has dropped. */
  static async send(user: User, email: string, trx: TransactionClientContract) {
    await this.forgetOthers(user, [user.email, email], trx)
    const token = generateSecret('emailVerification')
    const expiresAt = DateTime.now().plus(LIFETIME)
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

  /**
   * Confirms the address that the link was sent to, which becomes the account's own if it was waiting for that.
   * @throws Problem validation_failed for a link that is not valid (any more), conflict where another account
   * has the address by now
   */
  static async confirm(token: string) {
    try {
      const user = await transaction((trx) => this.#redeem(token, trx))
      await emitEmailVerified(user)
    } catch (error) {
      if (!isTakenName(error)) throw error
      throw problems.conflict('That e-mail address belongs to another account by now.')
    }
  }

  static async #redeem(token: string, trx: TransactionClientContract) {
    const link = await this.findByToken(token, trx)
    if (!link) throw problems.deadLink()

    const user = await User.query({ client: trx })
      .where('id', link.userId)
      .forUpdate()
      .firstOrFail()
    const [redeemed] = await this.query({ client: trx }).where('id', link.id).delete()
    if (!redeemed) throw problems.deadLink()

    await user.confirmEmail(link.email, trx)
    return user
  }
}
