import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { generateSecret, hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { EmailVerificationSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import emitEmailVerified from '#events/email_verified'
import { problems } from '#exceptions/problem'
import VerifyEmailMail from '#mails/verify_email_mail'
import { isTakenName } from '#models/unique_names'
import User from '#models/user'

/** Long enough for a mail that is read tomorrow. */
const LIFETIME = { hours: 24 }

const belongsToAnother = () =>
  problems.conflict('That e-mail address belongs to another account by now.')

const belongsToUnconfirmed = () =>
  problems.conflict(
    'That e-mail address belongs to another account, which has not confirmed it. Sign in to your own, and follow the link again.'
  )

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

  /**
   * Confirms the address that the link was sent to, which becomes the account's own if it was waiting for that.
   * @param signedInAs the account that whoever follows the link is signed in to
   * @throws Problem validation_failed for a link that is not valid (any more), conflict where another account
   * has the address by now
   */
  static async confirm(token: string, signedInAs?: User) {
    try {
      const user = await transaction((trx) => this.#redeem(token, signedInAs, trx))
      await emitEmailVerified(user)
    } catch (error) {
      if (!isTakenName(error)) throw error
      throw belongsToAnother()
    }
  }

  static async #redeem(
    token: string,
    signedInAs: User | undefined,
    trx: TransactionClientContract
  ) {
    const { user, email, other } = await this.spend(token, trx)
    const isClaim = user.id === signedInAs?.id
    if (other && user.pendingEmail === email) await this.#takeFrom(other, isClaim, trx)
    await user.confirmEmail(email, isClaim, trx)
    return user
  }

  /**
   * Of two accounts, the address belongs to the one whose owner reads its mail. An account that has never confirmed it
   * gives it up; whoever is not signed in may have been led to confirm for another.
   */
  static async #takeFrom(other: User, isClaim: boolean, trx: TransactionClientContract) {
    if (other.emailVerifiedAt) throw belongsToAnother()
    if (!isClaim) throw belongsToUnconfirmed()
    await other.loseAddress(trx)
  }

  /**
   * Uses a link up. Locks the account that it was sent for, and another one that has the address, in the order of
   * their ids, as all who lock several.
   * @throws Problem validation_failed for a link that is not valid (any more)
   */
  static async spend(token: string, trx: TransactionClientContract) {
    const link = await this.findByToken(token, trx)
    if (!link) throw problems.deadLink()

    const { userId, email } = link
    const accounts = User.query({ client: trx }).where('id', userId).orWhere('email', email)
    const locked = await accounts.orderBy('id').forUpdate()
    const [spent] = await this.query({ client: trx }).where('id', link.id).delete()
    const user = locked.find(({ id }) => id === userId)
    if (!spent || !user) throw problems.deadLink()
    return { user, email, other: locked.find(({ id }) => id !== userId) }
  }
}
