import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { type Scope } from '#access/scopes'
import { generateSecret, hashSecret } from '#secrets/secrets'
import { personalTokenLimits, signInLimits } from '#config/sign_ins'
import { logSecurity } from '#logs/security_log'
import { PersonalTokenSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import SignIn from '#models/sign_in'
import { refuseTakenNames } from '#models/unique_names'
import type User from '#models/user'

/** What somebody wants of a new token. */
export type PersonalTokenWish = {
  name: string
  scopes: Scope[]
  expiresInDays?: number
}

/** The one time that the secret is known. */
export type IssuedPersonalToken = { token: PersonalToken; secret: string }

/** A token for a script: some of its owner's rights, until a day that the owner chose. */
export default class PersonalToken extends PersonalTokenSchema {
  static table = 'personal_tokens'

  /**
   * No two of an account have one name: a form that is sent twice makes one token.
   * @throws Problem validation_failed where the owner wants to give what they do not have, or has a token of that name
   */
  static async issue(user: User, signIn: SignIn, wish: PersonalTokenWish) {
    this.#refuseMissingRights(user, wish.scopes)

    const secret = generateSecret('personal')
    const days = wish.expiresInDays ?? personalTokenLimits.defaultDays
    const values = {
      userId: user.id,
      hash: hashSecret(secret),
      name: wish.name,
      scopes: wish.scopes,
    }
    const token = await refuseTakenNames(() =>
      transaction(async (trx) => {
        await this.#waitForEnds(user, signIn, trx)
        await this.#forgetExpired(user, wish.name, trx)
        const now = await databaseTime(trx)
        return this.create({ ...values, expiresAt: now.plus({ days }) }, { client: trx })
      })
    )
    logSecurity('personal_token_made', { userId: user.id, tokenId: token.id, scopes: wish.scopes })
    return { token, secret } satisfies IssuedPersonalToken
  }

  /**
   * An end of everything (a reset, a deletion) that came in between has ended this sign-in too, and wins. It locks
   * the account before the sign-ins, so that is the order here.
   */
  static async #waitForEnds(user: User, signIn: SignIn, client: TransactionClientContract) {
    await client.from('users').where('id', user.id).forShare().first()
    const stillThere = await SignIn.query({ client }).where('id', signIn.id).first()
    if (!stillThere) throw problems.unauthenticated()
  }

  /** One that has expired is shown to nobody, so its name is free, whether it is pruned yet or not. */
  static async #forgetExpired(user: User, name: string, client: TransactionClientContract) {
    await this.query({ client })
      .where('user_id', user.id)
      .whereRaw('fold_case(name) = fold_case(?)', [name])
      .whereRaw('expires_at <= now()')
      .delete()
  }

  static #refuseMissingRights(user: User, scopes: Scope[]) {
    if (!scopes.includes('admin') || user.isSuperUser) return
    const message = 'You do not administer Gatehouse, so a token of yours cannot either.'
    throw problems.validationFailed([{ field: 'scopes', rule: 'missing_right', message }])
  }

  static listOf(user: User, page: number, perPage: number) {
    return this.query()
      .where('user_id', user.id)
      .whereRaw('expires_at > now()')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .paginate(page, perPage)
  }

  /** @throws Problem not_found, also where the token is someone else's */
  static async endOwn(user: User, id: string) {
    const [ended] = await this.query().where('user_id', user.id).where('id', id).delete()
    if (!ended) throw problems.notFound()
  }

  /** Remembers that this token is in use: at most once a minute, and never brings back one that has ended. */
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
