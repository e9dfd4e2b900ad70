import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { hashPassword } from '#passwords/hashing'
import { generateSecret, hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { PasswordResetSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import emitEmailVerified from '#events/email_verified'
import { problems } from '#exceptions/problem'
import emitOutboxFilled from '#events/outbox_filled'
import ResetPasswordMail from '#mails/reset_password_mail'
import User from '#models/user'
import { limits } from '#start/limiter'

/** ASVS 6.4.1 wants it short; a mail may take a while. */
const LIFETIME = { minutes: 60 }

/**
 * A forgotten password. It starts as a request, which is one row for a known and for an unknown address alike, so
 * that neither the answer nor its time tells which accounts exist (ASVS 6.3.8). The mail worker answers it.
 */
export default class PasswordReset extends PasswordResetSchema {
  static table = 'password_resets'

  /** @throws Problem too_many_requests, whether the address is known or not */
  static async request(email: string) {
    await limits.mailRequests('reset', email)
    const expiresAt = db.raw('now() + make_interval(mins => ?)', [LIFETIME.minutes])
    await db.table(this.table).insert({ email, expires_at: expiresAt })
    await emitOutboxFilled()
  }

  /** The oldest request that waits for its answer, of those after another one. */
  static nextRequest(after = 0) {
    return this.query()
      .where('id', '>', after)
      .whereNull('token_hash')
      .whereRaw('expires_at > now()')
      .orderBy('id')
      .first()
  }

  /**
   * Answers the request, unless another process is at it: with a link, if the address is an account's. Links sent
   * before are dead then.
   */
  answer() {
    return transaction(async (trx) => {
      const request = await PasswordReset.query({ client: trx })
        .where('id', this.id)
        .whereNull('token_hash')
        .forUpdate()
        .skipLocked()
        .first()
      if (request) await request.#answer(trx)
    })
  }

  async #answer(trx: TransactionClientContract) {
    const user = await User.query({ client: trx })
      .where('email', this.email)
      .whereNot('status', 'deleted')
      .forUpdate()
      .first()
    if (!user) return this.delete()

    const token = generateSecret('passwordReset')
    await PasswordReset.forget(user, trx)
    this.userId = user.id
    this.tokenHash = hashSecret(token)
    const now = await databaseTime(trx)
    this.expiresAt = now.plus(LIFETIME)
    await this.save()
    await new ResetPasswordMail(user, token).queue(trx)
  }

  /** Every link sent to this account is dead. */
  static async forget(user: User, trx: TransactionClientContract) {
    await this.query({ client: trx }).where('user_id', user.id).delete()
  }

  /** Whose password the link would set, or null. Changes nothing. */
  static async findOwner(token: string) {
    const reset = await this.#findByToken(token)
    return reset && User.find(reset.userId)
  }

  /** @throws Problem validation_failed where the link is not valid (any more) */
  static async ownerOf(token: string) {
    const owner = await this.findOwner(token)
    if (!owner) throw problems.deadLink()
    return owner
  }

  static async #findByToken(token: string, client?: TransactionClientContract) {
    if (!isWellFormedSecret('passwordReset', token)) return null
    return this.query({ client })
      .where('token_hash', hashSecret(token))
      .whereRaw('expires_at > now()')
      .first()
  }

  /**
   * Sets the password and ends every sign-in. Of two at once, one succeeds.
   * @throws Problem validation_failed where the link is not valid (any more)
   */
  static async redeem(token: string, password: string) {
    const passwordHash = await hashPassword(password)
    const { owner, wasVerified } = await transaction(async (trx) => {
      const spender = await this.spend(token, trx)
      const verifiedAt = spender.emailVerifiedAt
      await spender.resetPassword(passwordHash, trx)
      return { owner: spender, wasVerified: verifiedAt !== null }
    })
    if (!wasVerified) await emitEmailVerified(owner)
    return owner
  }

  /**
   * Uses a link up. The account is locked before its links are, as everywhere.
   * @throws Problem validation_failed where the link is not valid (any more)
   */
  static async spend(token: string, trx: TransactionClientContract) {
    const reset = await this.#findByToken(token, trx)
    if (!reset) throw problems.deadLink()

    const owner = await User.query({ client: trx })
      .where('id', reset.userId!)
      .forUpdate()
      .firstOrFail()
    const [spent] = await this.query({ client: trx }).where('id', reset.id).delete()
    if (!spent || owner.status === 'deleted') throw problems.deadLink()
    return owner
  }
}
