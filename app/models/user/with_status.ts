import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { logSecurity } from '#auth/security_log'
import type { UserSchema } from '#database/schema'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import AccountDeletedMail from '#mails/account_deleted_mail'
import PasswordReset from '#models/password_reset'
import ReservedName from '#models/reserved_name'
import type SignIn from '#models/sign_in'
import type User from '#models/user'

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
     * @throws Problem conflict where the account is scrubbed already
     */
    async activate(this: User) {
      await transaction(async (trx) => {
        await this.lock(trx)
        if (this.scrubbedAt) throw problems.conflict('This account was deleted too long ago.')
        this.status = 'active'
        this.deletedAt = null
        await this.save()
        await ReservedName.release(this, trx)
        await this.endAllSignIns(trx)
        logSecurity('account_activated', { userId: this.id }, trx)
      })
    }

    /** Locks the account, and reads it again. */
    async lock(this: User, trx: TransactionClientContract) {
      const users = (this.constructor as typeof User).query({ client: trx })
      await users.where('id', this.id).forUpdate().firstOrFail()
      await this.useTransaction(trx).refresh()
    }

    /** @throws Problem reauthentication_required, or validation_failed where the password is wrong */
    async deleteAccount(this: User, current: SignIn, currentPassword?: string) {
      await current.assertConfirmed(this, currentPassword)
      await transaction(async (trx) => {
        await this.lockAsConfirmed(trx)
        await this.markDeleted(trx)
      })
    }

    /** Lock it first. The row stays, and its names with it, so that an administrator can bring the account back. */
    async markDeleted(this: User, trx: TransactionClientContract) {
      this.status = 'deleted'
      this.deletedAt = DateTime.now()
      await this.dropPendingEmail(trx)
      await ReservedName.keep(this, trx)
      await PasswordReset.forget(this, trx)
      await this.endAllSignIns(trx)
      await new AccountDeletedMail(this).queue(trx)
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
