import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { UserSchema } from '#database/schema'
import { transaction } from '#database/transaction'
import EmailChangeRequestedMail from '#mails/email_change_requested_mail'
import EmailVerification from '#models/email_verification'
import ReservedName from '#models/reserved_name'
import { emailTaken } from '#models/unique_names'
import type User from '#models/user'
import { limits } from '#start/limiter'

/**
 * The address of an account, and the one it is to have. A new address counts once it has been confirmed from its
 * own mailbox; until then mails, sign-in and forgotten passwords go by the old one (ASVS 6.3.7).
 */
export const WithEmail = <Base extends NormalizeConstructor<typeof UserSchema>>(base: Base) =>
  class extends base {
    /**
     * Before a link is sent to an address that this account names: counted for the account and for the address.
     * @throws Problem too_many_requests
     */
    async countAddressMail(this: User, address: string) {
      await limits.addressMails.spend(`user:${this.id}`)
      await limits.confirmationMails(this.id, address)
    }

    /**
     * Asks the new address to confirm itself, and tells the old one. The current address takes a change back.
     * @throws Problem validation_failed where another account has the address
     */
    async proposeEmail(this: User, email: string, trx: TransactionClientContract) {
      if (email === this.email) return this.dropPendingEmail(trx)

      const owner = await (this.constructor as typeof User).findBy('email', email, { client: trx })
      if (owner || (await ReservedName.isKeptFrom(this, 'email', email))) throw emailTaken()
      this.pendingEmail = email
      await this.useTransaction(trx).save()
      await EmailVerification.send(this, email, trx)
      await new EmailChangeRequestedMail(this).queue(trx)
    }

    /** Takes a change of address back before it is confirmed. */
    async withdrawEmail(this: User) {
      await transaction(async (trx) => {
        await this.lock(trx)
        await this.dropPendingEmail(trx)
      })
    }

    async dropPendingEmail(this: User, trx: TransactionClientContract) {
      this.pendingEmail = null
      await this.useTransaction(trx).save()
      await EmailVerification.forgetOthers(this, [this.email], trx)
    }

    /**
     * Sends the link again to whichever address waits to be confirmed, if one does.
     * @throws Problem too_many_requests
     */
    async resendVerification(this: User) {
      await this.countAddressMail(this.waitingEmail ?? this.email)
      await transaction(async (trx) => {
        await this.lock(trx)
        const waiting = this.waitingEmail
        if (waiting) await EmailVerification.send(this, waiting, trx)
      })
    }

    /** The address that is still to be confirmed by somebody who is signed in here, if one is. */
    get waitingEmail(): string | null {
      return this.pendingEmail ?? (this.emailClaimedAt ? null : this.email)
    }
  }
