import { ASKED, BatchedLookup } from '#auth/batched_lookup'
import { type Lookup, NOBODY } from '#auth/caller'
import type { LazyRow } from '#overrides/extended_query'
import { SOURCES } from '#auth/lookups/credential_sources'
import { FoundCaller, PERSONAL_TOKEN, SIGN_IN, USER } from '#auth/found_caller'
import { signInLimits } from '#config/service/sign_ins'
import { hashSecret, isWellFormedSecret, isWellFormedSessionId } from '#secrets/secrets'

/** SQL. Last-seen times are not written again this soon. */
const lately = (column: string) =>
  `${column} is not null and ${column} > now() - interval '${signInLimits.lastSeenPrecision} s'`

const CALLER = `place, ${USER.selected}, ${SIGN_IN.selected},
  ${lately('sign_ins.last_seen_at')} as seen_lately`

const byAccessToken = new BatchedLookup(
  'caller_by_access_token',
  `select ${CALLER}, ${SOURCES.access.isLive} as live from ${ASKED} ${SOURCES.access.joined}`
)

const bySession = new BatchedLookup(
  'caller_by_session',
  `select ${CALLER}, sessions.id_hash, sessions.data, former.id_hash is not null as is_former,
    ${SOURCES.session.isLive} as live
  from ${ASKED} ${SOURCES.session.joined}`
)

const byPersonalToken = new BatchedLookup(
  'caller_by_personal_token',
  `select place, ${USER.selected}, ${PERSONAL_TOKEN.selected},
    ${SOURCES.personal.isLive} as live,
    ${lately('personal_tokens.last_used_at')} as seen_lately
  from ${ASKED} ${SOURCES.personal.joined}`
)

function toLookup(row: LazyRow | undefined): Lookup {
  const status = row?.get('users_status')
  if (!row?.get('live') || status === 'deleted') return NOBODY
  if (status === 'suspended') return { refusal: 'suspended', user: USER.modelOf(row) }
  return { caller: new FoundCaller(row) }
}

/**
 * One SELECT: access token, sign-in and user joined, or personal token and user. It writes nothing, and malformed
 * tokens never reach the database.
 */
export async function findCallerByToken(token: string): Promise<Lookup> {
  if (isWellFormedSecret('access', token))
    return toLookup(await byAccessToken.find(hashSecret(token)))
  if (isWellFormedSecret('personal', token))
    return toLookup(await byPersonalToken.find(hashSecret(token)))
  return NOBODY
}

/** One SELECT: session, sign-in and user joined, by the session's current id or a former one. */
export async function findCallerBySession(sessionId: string): Promise<Lookup> {
  if (!isWellFormedSessionId(sessionId)) return NOBODY
  const row = await bySession.find(hashSecret(sessionId))
  const lookup = toLookup(row)
  if (lookup.caller) return lookup
  return { ...lookup, isReplaced: row?.get('is_former') === true, at: performance.now() }
}
