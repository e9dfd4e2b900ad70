import { compose } from '@adonisjs/core/helpers'
import { beforeSave, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { endFormerIds } from '#auth/former_session_ids'
import { canonicalLogin } from '#names/identifiers'
import { hashPassword } from '#passwords/hashing'
import { logSecurity } from '#logs/security_log'
import { UserSchema } from '#database/schema'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import PasswordChangedMail from '#mails/password_changed_mail'
import FileShare from '#models/file_share'
import PasswordReset from '#models/password_reset'
import ReservedName from '#models/reserved_name'
import SignIn from '#models/sign_in'
import { WithEmail } from '#models/user/with_email'
import { WithSignIns } from '#models/user/with_sign_ins'
import { WithStatus } from '#models/user/with_status'

/** A person with an account. Username and email are kept in their canonical form (app/names/identifiers.ts). */
export default class User extends compose(UserSchema, WithSignIns, WithEmail, WithStatus) {
  @hasMany(() => SignIn)
  declare signIns: HasMany<typeof SignIn>

  @beforeSave()
  static refuseReservedNames(user: User) {
    return ReservedName.refuse(user)
  }

  static findByLogin(login: string) {
    const canonical = canonicalLogin(login)
    if (!canonical) return null
    return this.findBy(canonical.includes('@') ? 'email' : 'username', canonical)
  }

  /** The account that was deleted last, of those that released the address then. */
  static findByReleasedEmail(login: string) {
    const releasedEmail = canonicalLogin(login) ?? ''
    return this.query().where({ releasedEmail }).orderBy('deleted_at', 'desc').first()
  }

  /** @throws Problem invalid_credentials or account_suspended */
  assertMaySignIn() {
    if (this.status === 'deleted') throw problems.invalidCredentials()
    if (this.status === 'suspended') throw problems.accountSuspended()
  }

  /**
   * Locks the account and reads it again, for a change that the password was asked for: a change of password, a
   * suspension or a deletion that came in between wins.
   */
  async lockAsConfirmed(trx: TransactionClientContract) {
    const { passwordHash } = this
    await this.lock(trx)
    this.assertMaySignIn()
    if (this.passwordHash !== passwordHash) throw problems.wrongPassword('currentPassword')
  }

  /** Every sign-in but the given one ends with it; personal tokens stay. */
  async changePassword(password: string, current: SignIn) {
    const passwordHash = await hashPassword(password)
    await transaction(async (trx) => {
      await this.lockAsConfirmed(trx)
      await this.#setPassword(passwordHash, trx)
      await this.endOtherSignIns(current, trx)
      await endFormerIds(current.id, trx)
    })
  }

  /** With a link from their mailbox, which shows that the address is theirs. Signs nobody in. */
  async resetPassword(passwordHash: string, trx: TransactionClientContract) {
    await this.#setPassword(passwordHash, trx)
    await this.claimEmail(trx)
    await FileShare.tellWaiting(this, trx)
    await this.endAllSignIns(trx)
  }

  /**
   * Whoever knew the old password may have asked for a reset, or for another address: that is void. The owner is
   * told (ASVS 6.3.7).
   */
  async #setPassword(passwordHash: string, trx: TransactionClientContract) {
    this.passwordHash = passwordHash
    await this.dropPendingEmail(trx)
    await PasswordReset.forget(this, trx)
    await new PasswordChangedMail(this).queue(trx)
    logSecurity('password_changed', { userId: this.id }, trx)
  }
}
