import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { hashArray } from '#secrets/hash_array'
import { deriveSecrets, generateSecret, hashSecret } from '#secrets/secrets'
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

/**
 * Of the secrets that a token may have, by the current key and those before, the one that is there already stays as it
 * is; otherwise the first is added.
 */
const keepIn = (table: 'access_tokens' | 'refresh_tokens') => `
  insert into ${table} (hash, sign_in_id, generation, expires_at)
  values (coalesce((select hash from ${table} where hash = any(?::bytea[]) limit 1), ?), ?, ?, ?)
  on conflict (hash) do update set generation = excluded.generation returning hash, expires_at`

type Kept = { hash: Buffer; expires_at: Date }

/** Creates the pair that follows the sign-in's newest used one. Only hashes are stored. */
export async function issueTokenPair(
  signIn: SignIn,
  user: User,
  trx: TransactionClientContract,
  { now, after }: Issue
): Promise<TokenPair> {
  const make = async (kind: 'access' | 'refresh', expiresAt: DateTime) => {
    const secrets = after ? deriveSecrets(kind, after) : [generateSecret(kind)]
    const hashes = secrets.map(hashSecret)
    const generation = signIn.refreshGeneration + 1
    const { rows } = await trx.rawQuery<{ rows: [Kept] }>(
      // eslint-disable-next-line sql/static -- of one of the two tables
      keepIn(`${kind}_tokens`),
      [hashArray(hashes), hashes[0], signIn.id, generation, expiresAt.toJSDate()]
    )
    const [kept] = rows
    return {
      secret: secrets[hashes.findIndex((hash) => hash.equals(kept.hash))],
      lasts: Math.max(Math.round((kept.expires_at.getTime() - now.toMillis()) / 1_000), 0),
    }
  }

  const accessExpiry = DateTime.min(
    now.plus({ seconds: signInLimits.accessToken }),
    signIn.expiresAt
  )
  const access = await make('access', accessExpiry)
  const refresh = await make('refresh', signIn.expiresAt)
  return {
    ...{ accessToken: access.secret, expiresIn: access.lasts },
    ...{ refreshToken: refresh.secret, refreshExpiresIn: refresh.lasts },
    ...{ signIn, user },
  }
}
