import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import type { Caller } from '#auth/caller'
import { findCallerByToken } from '#auth/caller_lookup'
import { hashSecret } from '#secrets/secrets'

/**
 * What a token is, in the format of RFC 7662, 2.2. An invalid one gets no further details. Times are seconds since
 * 1970.
 */
export type Introspection =
  | { active: false }
  | {
      active: true
      token_type: 'Bearer'
      sub: string
      username: string
      exp: number
      iat: number
      scope?: string
      client_id?: string
    }

const seconds = (time: DateTime | Date) => Math.floor(time.valueOf() / 1_000)

/** Whether an access or personal token is valid, and whose it is. This does not count as using it. */
export async function introspect(token: string): Promise<Introspection> {
  const { caller } = await findCallerByToken(token)
  if (!caller) return { active: false }
  const { user } = caller
  const whose = { sub: String(user.id), username: user.username }
  return { active: true, token_type: 'Bearer', ...whose, ...(await termsOf(caller, token)) }
}

async function termsOf({ personalToken, signIn }: Caller, token: string) {
  if (personalToken) {
    const { scopes, expiresAt, createdAt } = personalToken
    return { scope: scopes.join(' '), exp: seconds(expiresAt), iat: seconds(createdAt) }
  }
  const row: { expires_at: Date } = await db
    .from('access_tokens')
    .where('hash', hashSecret(token))
    .firstOrFail()
  return { client_id: signIn!.name, exp: seconds(row.expires_at), iat: seconds(signIn!.createdAt) }
}
