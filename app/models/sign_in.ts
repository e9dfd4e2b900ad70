import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { record } from '#activity/record'
import { SignInSchema } from '#database/schema'
import { transaction } from '#database/transaction'
import { signInLimits } from '#config/service/sign_ins'
import User from '#models/user'

/** One browser or one device where somebody is signed in. Ending it ends the session or tokens that hang from it. */
export default class SignIn extends SignInSchema {
  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** Whether the person behind it has lately shown that they know the password. */
  async isConfirmed() {
    const confirmed = SignIn.query().where('id', this.id)
    confirmed.whereRaw('confirmed_at >= now() - make_interval(secs => ?)', [
      signInLimits.confirmation,
    ])
    return (await confirmed.first()) !== null
  }

  async markConfirmed(trx: TransactionClientContract) {
    await SignIn.query({ client: trx })
      .where('id', this.id)
      .update({ confirmed_at: db.raw('now()') })
  }

  /** Those that still let somebody in. */
  static live() {
    return this.query()
      .whereRaw('sign_ins.expires_at > now()')
      .whereNotExists((query) => {
        query
          .from('sessions')
          .whereColumn('sessions.sign_in_id', 'sign_ins.id')
          .whereRaw(
            'sign_ins.last_seen_at <= now() - make_interval(secs => sessions.idle_limit_seconds)'
          )
      })
  }

  /** Remembers that this sign-in is in use: at most once a minute, and never brings back one that has ended. */
  async touch() {
    await db
      .from('sign_ins')
      .where('id', this.id)
      .whereRaw('last_seen_at <= now() - make_interval(secs => ?)', [
        signInLimits.lastSeenPrecision,
      ])
      .update({ last_seen_at: db.raw('now()') })
  }

  async end() {
    await transaction(async (trx) => {
      const [ended] = await SignIn.query({ client: trx }).where('id', this.id).delete()
      if (ended) await record('signed_out', { ...this.facts, actorId: this.userId }, trx)
    })
  }

  /** From here on it does not end with the app that it was opened from. */
  async outliveParent(trx: TransactionClientContract) {
    if (!this.parentId) return
    await SignIn.query({ client: trx }).where('id', this.id).update({ parent_id: null })
  }

  /** What is recorded of it. */
  get facts() {
    const { id: signInId, userId, kind, ipAddress: ip } = this
    return { userId, signInId, kind, ip }
  }
}
