import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { HandoffSchema } from '#database/schema'
import SignIn from '#models/sign_in'

/** A link by which an app opens one of our pages in a browser that is signed in. */
export default class Handoff extends HandoffSchema {
  static table = 'handoffs'

  @belongsTo(() => SignIn)
  declare signIn: BelongsTo<typeof SignIn>

  /** The handoff of a token, with the sign-in of its app and the owner; or null. Changes nothing. */
  static async findByToken(token: string) {
    if (!isWellFormedSecret('handoff', token)) return null
    return this.query()
      .where('token_hash', hashSecret(token))
      .whereRaw('expires_at > now()')
      .whereHas('signIn', (signIn) => signIn.whereRaw('sign_ins.expires_at > now()'))
      .preload('signIn', (signIn) => signIn.preload('user'))
      .first()
  }

  /** Uses it up. Of several simultaneous requests, one gets true. */
  static async take({ tokenHash }: Handoff, trx: TransactionClientContract) {
    const [taken] = await this.query({ client: trx })
      .where('token_hash', tokenHash)
      .whereRaw('expires_at > now()')
      .delete()
    return Number(taken) > 0
  }
}
