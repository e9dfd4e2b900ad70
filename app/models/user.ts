import db from '@adonisjs/lucid/services/db'
import { beforeSave, column, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { canonicalLogin } from '#names/identifiers'
import { UserSchema } from '#database/schema'
import { type AsRead, lockAsRead } from '#database/as_read'
import { forChange } from '#database/transaction'
import { AccessEnded, problems } from '#exceptions/problem'
import ReservedName from '#models/reserved_name'
import SignIn from '#models/sign_in'
import { type Access, lockAccess } from '#models/sign_ins/access'
import type { Suspension } from '#words/suspension'

/** The columns of an account that is not suspended. */
export const NOT_SUSPENDED = {
  suspendedAt: null,
  suspendedUntil: null,
  suspensionReason: null,
}

/** SQL. A suspension ends by itself, whether the row has been updated already or not. */
export const STATUS_NOW = `case when users.status = 'suspended' and users.suspended_until <= now()
  then 'active' else users.status end`

/** What others see of somebody: only the username is unique, the rest is freely chosen. */
export type Named = Pick<User, 'username' | 'displayName' | 'pictureId'>

/** A person with an account. Username and email are stored in canonical form (app/names/identifiers.ts). */
export default class User extends UserSchema {
  @hasMany(() => SignIn)
  declare signIns: HasMany<typeof SignIn>

  /** Bytes, if it is not the default. PostgreSQL sends large numbers as strings. */
  @column({ consume: (bytes: string | null) => (bytes === null ? null : Number(bytes)) })
  declare quotaBytes: number | null

  @beforeSave()
  static refuseReservedNames(user: User) {
    return ReservedName.refuse(user)
  }

  /** Accounts, each with its current status. */
  static withStatus(client?: TransactionClientContract) {
    return this.query({ client }).select('users.*', db.raw(`${STATUS_NOW} as status`))
  }

  static async findByLogin(login: string) {
    const canonical = canonicalLogin(login)
    if (!canonical) return null
    return this.withStatus()
      .where(canonical.includes('@') ? 'email' : 'username', canonical)
      .first()
  }

  /** The most recently deleted account among those that gave up this address. */
  static findByReleasedEmail(login: string) {
    const releasedEmail = canonicalLogin(login) ?? ''
    return this.query().where({ releasedEmail }).orderBy('deleted_at', 'desc').first()
  }

  /** If loaded: when they were last seen, to the hour; null for never. */
  get lastSeenAt(): DateTime | null {
    const at = this.$extras.last_seen_at as Date | null | undefined
    return at ? DateTime.fromJSDate(at) : null
  }

  /** The address that the account still has to confirm, if any. */
  get waitingEmail(): string | null {
    return this.pendingEmail ?? (this.emailClaimedAt ? null : this.email)
  }

  /** For a suspended account: why, and until when. */
  get suspension(): Suspension {
    return { reason: this.suspensionReason, until: this.suspendedUntil }
  }

  /** @throws Problem invalid_credentials or account_suspended */
  assertMaySignIn() {
    if (this.status === 'deleted') throw problems.invalidCredentials()
    if (this.status === 'suspended') throw problems.accountSuspended(this.suspension)
  }

  /**
   * The same for somebody who was let in before the account was locked.
   * @throws {AccessEnded}
   * @throws Problem account_suspended
   */
  assertGoesOn() {
    if (this.status === 'deleted') throw new AccessEnded()
    this.assertMaySignIn()
  }

  /**
   * The super user stays in charge: they must hand the role over before they can go.
   * @throws Problem conflict
   */
  refuseIfSuperUser() {
    if (this.isSuperUser) throw problems.conflict('superUser')
  }

  /**
   * Locks the account and reads it again.
   * @throws Problem precondition_failed
   */
  async lock(trx: TransactionClientContract, { asRead }: AsRead = {}) {
    // With its current status: a suspension that is over is no change of the account.
    if (asRead) await lockAsRead(this, trx, User.withStatus(trx))
    await forChange(User.query({ client: trx }).where('id', this.id)).firstOrFail()
    await this.useTransaction(trx).refresh()
    if (this.suspendedUntil) await this.#noteEndOfSuspension(trx)
  }

  /** The suspension has ended by itself: the next change to the account writes that down. */
  async #noteEndOfSuspension(client: TransactionClientContract) {
    const overdue = User.query({ client }).where({ id: this.id, status: 'suspended' })
    const [ended] = await overdue
      .whereRaw('suspended_until <= now()')
      .update({ status: 'active', ...NOT_SUSPENDED })
    if (ended) await this.refresh()
  }

  /**
   * Locks the account, unless it or what let the caller in has ended, so that only one caller at a time counts what
   * belongs to it.
   * @throws as assertGoesOn()
   */
  async lockAsActive(client: TransactionClientContract, access: Access) {
    const { rows } = await client.rawQuery<{ rows: [Record<string, unknown>] }>(
      `select users.*, ${STATUS_NOW} as status from users where id = ? for no key update`,
      [this.id]
    )
    User.$createFromAdapterResult(rows[0])!.assertGoesOn()
    await lockAccess(access, client)
  }

  /**
   * Locks the account and reads it again, for a change that required the password: a password change, suspension or
   * deletion that came in between wins, and so does the end of what let the caller in.
   * @throws as assertGoesOn()
   * @throws Problem validation_failed if the password was changed, precondition_failed
   */
  async lockAsConfirmed(trx: TransactionClientContract, access: Access, { asRead }: AsRead = {}) {
    const { passwordHash } = this
    await this.lock(trx, { asRead })
    this.assertGoesOn()
    await lockAccess(access, trx)
    if (this.passwordHash !== passwordHash) throw problems.wrongPassword('currentPassword')
  }
}
