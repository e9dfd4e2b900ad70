import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { HandoffSchema } from '#database/schema'
import SignIn from '#models/sign_in'

/** A link by which an app opens a page of ours in a browser that is signed in. */
export default class Handoff extends HandoffSchema {
  static table = 'handoffs'

  @belongsTo(() => SignIn)
  declare signIn: BelongsTo<typeof SignIn>

  /** The one that a token stands for, with the sign-in of its app and whose that is; or null. Changes nothing. */
  static async findByToken(token: string) {
    if (!isWellFormedSecret('handoff', token)) return null
    return this.query()
      .where('token_hash', hashSecret(token))
      .whereRaw('expires_at > now()')
      .whereHas('signIn', (signIn) => signIn.whereRaw('sign_ins.expires_at > now()'))
      .preload('signIn', (signIn) => signIn.preload('user'))
      .first()
  }

  /** Whether it was there to take: of several at one time, one is told so. */
  static async take({ tokenHash }: Handoff, trx: TransactionClientContract) {
    const [taken] = await this.query({ client: trx })
      .where('token_hash', tokenHash)
      .whereRaw('expires_at > now()')
      .delete()
    return Number(taken) > 0
  }
}
