import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { deriveSecret, generateSecret, hashSecret } from '#secrets/secrets'
import { signInLimits } from '#config/service/sign_ins'
import type SignIn from '#models/sign_in'
import type User from '#models/user'

/** What a device gets when it signs in or refreshes. The secrets are shown only once; times are seconds. */
export type TokenPair = {
  accessToken: string
  expiresIn: number
  refreshToken: string
  refreshExpiresIn: number
  signIn: SignIn
  user: User
}

type Issue = {
  now: DateTime
  /** The refresh token that is exchanged: each has one successor. */
  after?: string
}

/** When a device is signed out unless it refreshes first. `since`: when it signed in. */
export function deviceExpiry(since: DateTime, now: DateTime) {
  const { refreshToken, device } = signInLimits
  return DateTime.min(now.plus({ seconds: refreshToken }), since.plus({ seconds: device }))
}

/** If the token exists already, it stays as it is. */
const KEEP =
  'on conflict (hash) do update set generation = excluded.generation returning expires_at'

/** Creates the pair that follows the sign-in's newest used one. Only hashes are stored. */
export async function issueTokenPair(
  signIn: SignIn,
  user: User,
  trx: TransactionClientContract,
  { now, after }: Issue
): Promise<TokenPair> {
  const make = (kind: 'access' | 'refresh') =>
    after ? deriveSecret(kind, after) : generateSecret(kind)
  const keep = async (table: string, secret: string, expiresAt: DateTime) => {
    const generation = signIn.refreshGeneration + 1
    const { rows } = await trx.rawQuery<{ rows: [{ expires_at: Date }] }>(
      // eslint-disable-next-line sql/static -- the two tables are named below
      `insert into ${table} (hash, sign_in_id, generation, expires_at) values (?, ?, ?, ?) ${KEEP}`,
      [hashSecret(secret), signIn.id, generation, expiresAt.toJSDate()]
    )
    return Math.max(Math.round((rows[0].expires_at.getTime() - now.toMillis()) / 1_000), 0)
  }

  const accessToken = make('access')
  const refreshToken = make('refresh')
  const accessExpiry = DateTime.min(
    now.plus({ seconds: signInLimits.accessToken }),
    signIn.expiresAt
  )
  const expiresIn = await keep('access_tokens', accessToken, accessExpiry)
  const refreshExpiresIn = await keep('refresh_tokens', refreshToken, signIn.expiresAt)
  return { accessToken, expiresIn, refreshToken, refreshExpiresIn, signIn, user }
}
