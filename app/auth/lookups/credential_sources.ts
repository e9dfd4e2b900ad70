import type { Credential } from '#auth/credential'
import { hashSecret, isWellFormedSecret, isWellFormedSessionId } from '#secrets/secrets'

/**
 * SQL: how each kind of credential is found by its hash, in `asked`, and when it is valid. The status of its owner is
 * checked elsewhere.
 */
export const SOURCES = {
  access: {
    joined: `join access_tokens on access_tokens.hash = asked.hash
      join sign_ins on sign_ins.id = access_tokens.sign_in_id
      join users on users.id = sign_ins.user_id`,
    isLive: 'access_tokens.expires_at > now() and sign_ins.expires_at > now()',
  },
  session: {
    joined: `left join former_session_ids as former on former.id_hash = asked.hash
      join sessions on sessions.id_hash = coalesce(former.session_id_hash, asked.hash)
      join sign_ins on sign_ins.id = sessions.sign_in_id
      join users on users.id = sign_ins.user_id`,
    isLive: `(former.id_hash is null or former.good_until > now()) and sign_ins.expires_at > now()
      and (sessions.idle_limit_seconds is null
        or sign_ins.last_seen_at > now() - make_interval(secs => sessions.idle_limit_seconds))`,
  },
  personal: {
    joined: `join personal_tokens on personal_tokens.hash = asked.hash
      join users on users.id = personal_tokens.user_id`,
    isLive: 'personal_tokens.expires_at > now()',
  },
} as const

export type CredentialKind = keyof typeof SOURCES

export const CREDENTIAL_KINDS = Object.keys(SOURCES) as CredentialKind[]

/** How a credential is stored: its kind and hash. */
export type CredentialKey = { kind: CredentialKind; hash: Buffer }

/** Checks the form, so that anything else never reaches the database. */
const IS_FORM_OF: Record<CredentialKind, (secret: string) => boolean> = {
  access: (token) => isWellFormedSecret('access', token),
  session: isWellFormedSessionId,
  personal: (token) => isWellFormedSecret('personal', token),
}

/** The credential of a request as a look-up key; undefined if it cannot be one. */
export function keyOf(credential: Credential): CredentialKey | undefined {
  const isCookie = credential.kind === 'cookie'
  const secret = isCookie ? credential.sessionId : credential.kind === 'token' && credential.token
  if (!secret) return undefined
  const kinds: CredentialKind[] = isCookie ? ['session'] : ['access', 'personal']
  const kind = kinds.find((one) => IS_FORM_OF[one](secret))
  return kind && { kind, hash: hashSecret(secret) }
}
