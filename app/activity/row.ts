import { createHash, randomBytes } from 'node:crypto'
import type { Asker } from '#activity/asker'
import { EVENT_KINDS, type EventKind } from '#activity/kinds'

export type Subject = readonly [
  type:
    | 'account'
    | 'sign_in'
    | 'personal_token'
    | 'file'
    | 'share'
    | 'link'
    | 'webhook'
    | 'export'
    | 'bulk_action',
  id: string | number,
]

/** Details of an event. Never a secret, nor anything somebody typed. */
export type Facts = {
  /** The account it happened to; null if there is none. */
  userId: number | null
  /** Who did it, if that is not the asker: somebody who has only just proved who they are. */
  actorId?: number | null
  /** What it was done to, if none of the ids here names it. */
  on?: Subject
  signInId?: string
  tokenId?: string
  /** Only for the log: the event has the asker's address. */
  ip?: string | null
  [detail: string]: unknown
}

function subjectOf({ on, signInId, tokenId, userId }: Facts): Subject | undefined {
  if (on) return on
  if (signInId) return ['sign_in', signInId]
  if (tokenId) return ['personal_token', tokenId]
  return userId === null ? undefined : ['account', userId]
}

/** Goes into the chain instead of the origin, which is erased with the account (docs/features/activity.md). */
export const originDigest = (salt: Buffer, ipAddress: string | null, userAgent: string | null) =>
  createHash('sha256')
    .update(salt)
    .update(`${ipAddress ?? ''}\n${userAgent ?? ''}`)
    .digest()

type Origin = {
  ip_address?: string | null
  user_agent?: string | null
  origin_salt?: Buffer
  origin_digest?: Buffer
}

function originOf({ ipAddress = null, userAgent = null }: Asker): Origin {
  if (!ipAddress && !userAgent) return {}
  const salt = randomBytes(16)
  return {
    ip_address: ipAddress,
    user_agent: userAgent,
    origin_salt: salt,
    origin_digest: originDigest(salt, ipAddress, userAgent),
  }
}

/** An event as a row of its table; the database adds the time. */
export function rowOf(kind: EventKind, facts: Facts, asker: Asker) {
  const { userId, actorId = asker.userId ?? null, on, signInId, tokenId, ip, ...details } = facts
  const { bulkActionId } = asker
  const [subjectType, subjectId] = subjectOf(facts) ?? []
  return {
    kind,
    outcome: EVENT_KINDS[kind],
    user_id: userId,
    actor_id: actorId,
    credential: asker.credential,
    sign_in_id: asker.signInId ?? null,
    personal_token_id: asker.personalTokenId ?? null,
    subject_type: subjectType ?? null,
    subject_id: subjectId === undefined ? null : String(subjectId),
    request_id: asker.requestId ?? null,
    details: JSON.stringify(bulkActionId ? { ...details, bulkActionId } : details),
    ...originOf(asker),
  }
}

export type EventRow = ReturnType<typeof rowOf>
