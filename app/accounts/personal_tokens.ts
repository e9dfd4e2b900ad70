import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { type Scope } from '#access/scopes'
import { personalTokenLimits } from '#config/service/sign_ins'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { record } from '#activity/record'
import PersonalToken from '#models/personal_token'
import type SignIn from '#models/sign_in'
import type { Access } from '#models/sign_ins/access'
import { holdAccess } from '#models/sign_ins/hold'
import { refuseTakenNames } from '#models/unique_names'
import type User from '#models/user'
import { generateSecret, hashSecret } from '#secrets/secrets'

/** What a new token should be able to do. */
export type PersonalTokenWish = {
  name: string
  scopes: Scope[]
  expiresInDays?: number
}

/** The only time that the secret is known. */
export type IssuedPersonalToken = { token: PersonalToken; secret: string }

/**
 * Names are unique within an account, so that a form sent twice creates one token.
 * @throws Problem validation_failed if the owner asks for more than they may do, or has a token of that name
 */
export async function issuePersonalToken(
  user: User,
  signIn: SignIn,
  wish: PersonalTokenWish
): Promise<IssuedPersonalToken> {
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
      refuseMissingRights(await holdAccess(signIn, trx), wish.scopes)
      await forgetExpired(user, wish.name, trx)
      const now = await databaseTime(trx)
      const made = await PersonalToken.create(
        { ...values, expiresAt: now.plus({ days }) },
        { client: trx }
      )
      const { scopes } = wish
      await record('personal_token_made', { userId: user.id, tokenId: made.id, scopes }, trx)
      return made
    })
  )
  return { token, secret }
}

function refuseMissingRights(user: User, scopes: Scope[]) {
  if (!scopes.includes('admin') || user.isSuperUser) return
  throw problems.brokenRule('scopes.missing_right')
}

/** An expired token is no longer listed, so its name is free, whether it has been pruned yet or not. */
async function forgetExpired(user: User, name: string, client: TransactionClientContract) {
  await PersonalToken.query({ client })
    .where('user_id', user.id)
    .whereRaw('fold_case(name) = fold_case(?)', [name])
    .whereRaw('expires_at <= now()')
    .delete()
}

/** Newest first. */
export const listPersonalTokens = (user: User) =>
  PersonalToken.live().where('user_id', user.id).orderBy('created_at', 'desc').orderBy('id', 'desc')

/**
 * @throws Problem not_found, also if the token is someone else's
 * @throws as lockAsActive()
 */
export async function endPersonalToken(user: User, access: Access, id: string) {
  await transaction(async (trx) => {
    await user.lockAsActive(trx, access)
    const own = PersonalToken.query({ client: trx }).where('user_id', user.id)
    const [ended] = await own.where('id', id).delete()
    if (!ended) throw problems.notFound()
    await record('personal_token_ended', { userId: user.id, tokenId: id }, trx)
  })
}
