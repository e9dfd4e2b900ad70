import { beforeSave, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { canonicalLogin } from '#names/identifiers'
import { UserSchema } from '#database/schema'
import { problems } from '#exceptions/problem'
import ReservedName from '#models/reserved_name'
import SignIn from '#models/sign_in'

/** A person with an account. Username and email are kept in their canonical form (app/names/identifiers.ts). */
export default class User extends UserSchema {
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

  /** The address that is still to be confirmed by somebody who is signed in here, if one is. */
  get waitingEmail(): string | null {
    return this.pendingEmail ?? (this.emailClaimedAt ? null : this.email)
  }

  /** @throws Problem invalid_credentials or account_suspended */
  assertMaySignIn() {
    if (this.status === 'deleted') throw problems.invalidCredentials()
    if (this.status === 'suspended') throw problems.accountSuspended()
  }

  /** Locks the account, and reads it again. */
  async lock(trx: TransactionClientContract) {
    await User.query({ client: trx }).where('id', this.id).forUpdate().firstOrFail()
    await this.useTransaction(trx).refresh()
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
}
