import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { generateSecret, hashSecret } from '#auth/secrets'
import { signInLimits } from '#config/sign_ins'
import type SignIn from '#models/sign_in'
import type User from '#models/user'

/** What a device gets when it signs in or refreshes. The secrets are shown this once. */
export type TokenPair = {
  accessToken: string
  refreshToken: string
  signIn: SignIn
  user: User
}

/** When a device is signed out unless it refreshes before. `since`: when it signed in. */
export function deviceExpiry(since: DateTime, now = DateTime.now()) {
  const { refreshToken, device } = signInLimits
  return DateTime.min(now.plus({ seconds: refreshToken }), since.plus({ seconds: device }))
}

/** Makes the pair that follows on from what the sign-in has used so far; only hashes stay behind. */
export async function issueTokenPair(
  signIn: SignIn,
  user: User,
  trx: TransactionClientContract
): Promise<TokenPair> {
  const accessToken = generateSecret('access')
  const refreshToken = generateSecret('refresh')
  const rowFor = (secret: string, expiresAt: DateTime) => ({
    hash: hashSecret(secret),
    sign_in_id: signIn.id,
    generation: signIn.refreshGeneration + 1,
    expires_at: DateTime.min(expiresAt, signIn.expiresAt).toJSDate(),
  })

  const accessExpiry = DateTime.now().plus({ seconds: signInLimits.accessToken })
  await trx.table('access_tokens').insert(rowFor(accessToken, accessExpiry))
  await trx.table('refresh_tokens').insert(rowFor(refreshToken, signIn.expiresAt))
  return { accessToken, refreshToken, signIn, user }
}
