import db from '@adonisjs/lucid/services/db'
import { signInLimits } from '#config/service/sign_ins'
import { PersonalTokenSchema } from '#database/schema'

/** A token for a script: some of its owner's rights, until a date that the owner chose. */
export default class PersonalToken extends PersonalTokenSchema {
  /** Tokens that are still valid. */
  static live() {
    return this.query().whereRaw('expires_at > now()')
  }

  /** Records that this token is in use: at most once a minute, and never revives one that has ended. */
  async touch() {
    await db
      .from('personal_tokens')
      .where('id', this.id)
      .whereRaw('(last_used_at is null or last_used_at <= now() - make_interval(secs => ?))', [
        signInLimits.lastSeenPrecision,
      ])
      .update({ last_used_at: db.raw('now()') })
  }
}
