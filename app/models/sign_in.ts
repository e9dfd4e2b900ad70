import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { record } from '#activity/record'
import { SignInSchema } from '#database/schema'
import { transaction } from '#database/transaction'
import { AccessEnded } from '#exceptions/problem'
import { signInLimits } from '#config/service/sign_ins'
import User from '#models/user'

/** One browser or device where somebody is signed in. Ending it ends its session or tokens. */
export default class SignIn extends SignInSchema {
  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /**
   * Whether its owner has recently entered the password.
   * @throws {AccessEnded}
   */
  async isConfirmed() {
    const { confirmation } = signInLimits
    const lately = db.raw('confirmed_at >= now() - make_interval(secs => ?) as lately', [
      confirmation,
    ])
    const now = await SignIn.query().where('id', this.id).select(lately).first()
    if (!now) throw new AccessEnded()
    return now.$extras.lately === true
  }

  /** @throws {AccessEnded} */
  async markConfirmed(trx: TransactionClientContract) {
    const here = SignIn.query({ client: trx }).where('id', this.id)
    const [confirmed] = await here.update({ confirmed_at: db.raw('now()') })
    if (!confirmed) throw new AccessEnded()
  }

  /** Sign-ins that are still valid. */
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

  /** Records that this sign-in is in use: at most once a minute, and never revives one that has ended. */
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

  /** From here on it does not end with the app that opened it. */
  async outliveParent(trx: TransactionClientContract) {
    if (!this.parentId) return
    await SignIn.query({ client: trx }).where('id', this.id).update({ parent_id: null })
  }

  /** What events record about it. */
  get facts() {
    const { id: signInId, userId, kind, ipAddress: ip } = this
    return { userId, signInId, kind, ip }
  }
}
