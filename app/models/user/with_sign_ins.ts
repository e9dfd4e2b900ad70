import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { logSecurity } from '#logs/security_log'
import type { UserSchema } from '#database/schema'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'

/** How all that somebody is signed in by ends. */
export const WithSignIns = <Base extends NormalizeConstructor<typeof UserSchema>>(base: Base) =>
  class extends base {
    async endOtherSignIns(current: SignIn, trx?: TransactionClientContract) {
      const others = SignIn.query({ client: trx }).where('user_id', this.id)
      await others.whereNot('id', current.id).delete()
      logSecurity('signed_out', { userId: this.id, allBut: current.id }, trx)
    }

    /**
     * The one place where an account is shut to everyone who got in before, personal tokens included. Lock or change
     * the account first: what comes in at the same time waits for that.
     */
    async endAllSignIns(trx: TransactionClientContract) {
      await SignIn.query({ client: trx }).where('user_id', this.id).delete()
      await PersonalToken.query({ client: trx }).where('user_id', this.id).delete()
    }
  }
