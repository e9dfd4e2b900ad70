import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { recordRefusal, record } from '#activity/record'
import { hashSecret, isWellFormedSecret } from '#secrets/secrets'
import { deviceExpiry, issueTokenPair, type TokenPair } from '#sign_ins/token_pair'
import { signInLimits } from '#config/service/sign_ins'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import SignIn from '#models/sign_in'
import User from '#models/user'

type PresentedToken = {
  generation: number
  sign_in_id: string
  user_id: number
  now: Date
  has_expired: boolean
}

/**
 * Exchanges a refresh token for a new pair (RFC 9700, 4.14.2).
 *
 * The tokens of a sign-in are numbered by generation, and the sign-in remembers the newest generation that was
 * presented. The next one is ordinary use. The same one again means a lost answer, or two simultaneous calls or
 * processes of one phone: within the grace window it gets the same pair, so that it does not matter which of the two is
 * kept. Anything else was stolen: the whole sign-in ends.
 *
 * @throws Problem invalid_grant or account_suspended
 */
export async function refreshTokenPair(refreshToken: string): Promise<TokenPair> {
  const isToken = isWellFormedSecret('refresh', refreshToken)
  const pair = isToken ? await transaction((trx) => exchange(refreshToken, trx)) : refuse()
  if (!pair) throw problems.invalidGrant()
  return pair
}

function refuse(presented?: PresentedToken | null) {
  recordRefusal('refresh_refused', {
    userId: presented?.user_id ?? null,
    signInId: presented?.sign_in_id,
  })
  return null
}

/** Locks the account before the sign-in, as everywhere. */
async function exchange(
  refreshToken: string,
  trx: TransactionClientContract
): Promise<TokenPair | null> {
  const presented = await findPresented(hashSecret(refreshToken), trx)
  if (!presented || presented.has_expired) return refuse(presented)
  const user = await lockUser(presented.user_id, trx)
  const signIn = await lockSignIn(presented.sign_in_id, trx)
  if (!signIn) return refuse(presented)
  user.assertMaySignIn()

  const now = DateTime.fromJSDate(presented.now)
  const isNext = presented.generation === signIn.refreshGeneration + 1
  if (!isNext && !isWithinGrace(presented, signIn, now)) return endStolen(signIn, trx)
  if (isNext) await advance(signIn, now, trx)
  return issueTokenPair(signIn, user, trx, { now, after: refreshToken })
}

const findPresented = (
  hash: Buffer,
  trx: TransactionClientContract
): Promise<PresentedToken | null> =>
  trx
    .from('refresh_tokens')
    .join('sign_ins', 'sign_ins.id', 'sign_in_id')
    .select('generation', 'sign_in_id', 'user_id', trx.raw('now() as now'))
    .select(trx.raw('refresh_tokens.expires_at <= now() as has_expired'))
    .where('hash', hash)
    .first()

const lockUser = (id: number, trx: TransactionClientContract) =>
  User.withStatus(trx).where('id', id).forShare().firstOrFail()

/** Parallel refreshes wait here for each other. */
const lockSignIn = (id: string, trx: TransactionClientContract) =>
  SignIn.query({ client: trx }).where('id', id).whereRaw('expires_at > now()').forUpdate().first()

/** Both times are by the database's clock: the two calls may have reached different instances. */
function isWithinGrace({ generation }: PresentedToken, signIn: SignIn, now: DateTime) {
  const { refreshGeneration, refreshedAt } = signIn
  const secondsAgo = refreshedAt ? now.diff(refreshedAt).as('seconds') : Infinity
  return generation === refreshGeneration && secondsAgo <= signInLimits.refreshGrace
}

/** The access tokens of earlier pairs live on for the grace window at most. */
async function advance(signIn: SignIn, now: DateTime, trx: TransactionClientContract) {
  signIn.refreshGeneration += 1
  signIn.refreshedAt = signIn.lastSeenAt = now
  signIn.expiresAt = deviceExpiry(signIn.createdAt, now)
  await signIn.useTransaction(trx).save()

  const graceEnds = now.plus({ seconds: signInLimits.refreshGrace }).toJSDate()
  await trx
    .from('access_tokens')
    .where('sign_in_id', signIn.id)
    .where('generation', '<=', signIn.refreshGeneration)
    .where('expires_at', '>', graceEnds)
    .update({ expires_at: graceEnds })
}

async function endStolen(signIn: SignIn, trx: TransactionClientContract) {
  const { id: signInId, userId } = signIn
  await record('refresh_token_reused', { userId, signInId }, trx)
  await SignIn.query({ client: trx }).where('id', signInId).delete()
  return null
}
