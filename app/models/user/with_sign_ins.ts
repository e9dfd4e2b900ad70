import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { logSecurity } from '#logs/security_log'
import type { UserSchema } from '#database/schema'
import { problems } from '#exceptions/problem'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'

/** Where somebody is signed in, and how that ends. */
export const WithSignIns = <Base extends NormalizeConstructor<typeof UserSchema>>(base: Base) =>
  class extends base {
    #liveSignIns() {
      return SignIn.live().where('user_id', this.id)
    }

    listSignIns(page: number, perPage: number) {
      return this.#liveSignIns()
        .orderBy('last_seen_at', 'desc')
        .orderBy('id')
        .paginate(page, perPage)
    }

    async countSignIns() {
      const [row] = await this.#liveSignIns().count('* as total')
      return Number(row.$extras.total)
    }

    /** Ended sign-ins are found by their owner only: an id that is no id is like one that is not theirs. */
    async endSignIn(id: string) {
      const [ended] = await SignIn.query().where('user_id', this.id).where('id', id).delete()
      if (!ended) throw problems.notFound()
      logSecurity('signed_out', { userId: this.id, signInId: id })
    }

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
