import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { isUnreachable, unreachableEmail } from '#accounts/unreachable_email'
import { logSecurity } from '#logs/security_log'
import type { UserSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { Problem, problems } from '#exceptions/problem'
import AccountDeletedMail from '#mails/account_deleted_mail'
import EmailVerification from '#models/email_verification'
import PasswordReset from '#models/password_reset'
import ReservedName from '#models/reserved_name'
import { isTakenName } from '#models/unique_names'
import type User from '#models/user'

/** An account that is brought back without the address it had. */
const needsAddress = (why: string) =>
  problems.conflict(`${why} Give the account another address: --email=name@example.org.`)

/** From here on anyone may have the address. */
function releaseEmail(user: User) {
  user.releasedEmail = user.email
  user.email = unreachableEmail(user)
}

/**
 * Whether an account may be used, and what else it may do. Each change is decided once the account is locked and read
 * again: what was true when it was found may be so no longer.
 */
export const WithStatus = <Base extends NormalizeConstructor<typeof UserSchema>>(base: Base) =>
  class extends base {
    /**
     * Refused from the next request on; the sign-ins stay until the account is active again or they expire.
     * @throws Problem conflict where the account is deleted
     */
    async suspend(this: User) {
      await transaction(async (trx) => {
        await this.lock(trx)
        if (this.status === 'deleted')
          throw problems.conflict('A deleted account cannot be suspended.')
        this.status = 'suspended'
        await this.save()
        logSecurity('account_suspended', { userId: this.id }, trx)
      })
    }

    /**
     * Whoever was signed in before must sign in anew: a suspension is not undone for them.
     * @param newEmail for an account that is without an address
     * @throws Problem conflict where the account is scrubbed already, or its address is another's by now
     */
    async activate(this: User, newEmail?: string) {
      await transaction(async (trx) => {
        await this.lock(trx)
        if (this.scrubbedAt) throw problems.conflict('This account was deleted too long ago.')
        this.status = 'active'
        this.deletedAt = null
        await ReservedName.release(this, trx)
        if (isUnreachable(this.email)) await this.#takeAddress(newEmail ?? this.releasedEmail, trx)
        else if (newEmail) throw problems.conflict(`${this.username} has an address already.`)
        await this.save()
        await this.endAllSignIns(trx)
        logSecurity('account_activated', { userId: this.id }, trx)
      })
    }

    /** Unconfirmed, as it was. Since the deletion somebody else may have come to have it. */
    async #takeAddress(
      this: User,
      email: string | null,
      trx: TransactionClientContract
    ): Promise<void> {
      if (!email) throw needsAddress('The address of this account was taken out of it.')
      this.email = email
      this.releasedEmail = null
      try {
        await this.save()
      } catch (error) {
        if (!isTakenName(error) && !(error instanceof Problem)) throw error
        throw needsAddress(`${email} belongs to another account by now.`)
      }
      await EmailVerification.send(this, email, trx)
    }

    /** Locks the account, and reads it again. */
    async lock(this: User, trx: TransactionClientContract) {
      const users = (this.constructor as typeof User).query({ client: trx })
      await users.where('id', this.id).forUpdate().firstOrFail()
      await this.useTransaction(trx).refresh()
    }

    /** @throws Problem validation_failed where the password was changed meanwhile */
    async deleteAccount(this: User) {
      await transaction(async (trx) => {
        await this.lockAsConfirmed(trx)
        await this.markDeleted(trx)
      })
    }

    /** Lock it first. The row stays, so that an administrator can bring the account back. */
    async markDeleted(this: User, trx: TransactionClientContract) {
      await new AccountDeletedMail(this).queue(trx)
      if (!this.emailVerifiedAt) releaseEmail(this)
      await this.#shut(trx)
    }

    /**
     * Lock it first. Whoever has the address says that the account is not theirs, or turns out to be another: without an
     * address there is no account. It is deleted, and an administrator can bring it back with another one.
     */
    async loseAddress(this: User, trx: TransactionClientContract) {
      this.emailVerifiedAt = null
      releaseEmail(this)
      this.releasedEmail = null
      await this.#shut(trx)
    }

    async #shut(this: User, trx: TransactionClientContract): Promise<void> {
      this.status = 'deleted'
      this.deletedAt = await databaseTime(trx)
      await this.dropPendingEmail(trx)
      await ReservedName.keep(this, trx)
      await PasswordReset.forget(this, trx)
      await this.endAllSignIns(trx)
      logSecurity('account_deleted', { userId: this.id }, trx)
    }

    /**
     * There is at most one super user: the title moves, and of two moves at once the later one counts.
     * @throws Problem conflict where the account is not active
     */
    async makeSuperUser(this: User) {
      await transaction(async (trx) => {
        await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('users_one_super_user'))`)
        const users = () => (this.constructor as typeof User).query({ client: trx })
        // In the order of their ids, as all who lock several.
        await users().where('id', this.id).orWhere('is_super_user', true).orderBy('id').forUpdate()
        await this.useTransaction(trx).refresh()
        if (this.status !== 'active') throw problems.conflict(`${this.username} is ${this.status}.`)
        await users().where('is_super_user', true).update({ is_super_user: false })
        await users().where('id', this.id).update({ is_super_user: true })
        await this.refresh()
        logSecurity('super_user_made', { userId: this.id }, trx)
      })
    }
  }
