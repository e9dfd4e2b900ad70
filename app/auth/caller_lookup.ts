import { ASKED, BatchedLookup } from '#auth/batched_lookup'
import type { Lookup } from '#auth/caller'
import type { LazyRow } from '#overrides/extended_query'
import { FoundCaller, PERSONAL_TOKEN, SIGN_IN, USER } from '#auth/found_caller'
import { signInLimits } from '#config/sign_ins'
import { hashSecret, isWellFormedSecret, isWellFormedSessionId } from '#secrets/secrets'

/** SQL. Last-seen is not written again so soon. */
const lately = (column: string) =>
  `${column} is not null and ${column} > now() - interval '${signInLimits.lastSeenPrecision} s'`

const CALLER = `place, ${USER.selected}, ${SIGN_IN.selected},
  ${lately('sign_ins.last_seen_at')} as seen_lately`

const byAccessToken = new BatchedLookup(
  'caller_by_access_token',
  `select ${CALLER},
    access_tokens.expires_at > now() and sign_ins.expires_at > now() as live
  from ${ASKED}
  join access_tokens on access_tokens.hash = asked.hash
  join sign_ins on sign_ins.id = access_tokens.sign_in_id
  join users on users.id = sign_ins.user_id`
)

const bySession = new BatchedLookup(
  'caller_by_session',
  `select ${CALLER}, sessions.id_hash, sessions.data, former.id_hash is not null as is_former,
    (former.id_hash is null or former.good_until > now()) and sign_ins.expires_at > now()
    and (sessions.idle_limit_seconds is null
      or sign_ins.last_seen_at > now() - make_interval(secs => sessions.idle_limit_seconds)) as live
  from ${ASKED}
  left join former_session_ids as former on former.id_hash = asked.hash
  join sessions on sessions.id_hash = coalesce(former.session_id_hash, asked.hash)
  join sign_ins on sign_ins.id = sessions.sign_in_id
  join users on users.id = sign_ins.user_id`
)

const byPersonalToken = new BatchedLookup(
  'caller_by_personal_token',
  `select place, ${USER.selected}, ${PERSONAL_TOKEN.selected},
    personal_tokens.expires_at > now() as live,
    ${lately('personal_tokens.last_used_at')} as seen_lately
  from ${ASKED}
  join personal_tokens on personal_tokens.hash = asked.hash
  join users on users.id = personal_tokens.user_id`
)

function toLookup(row: LazyRow | undefined): Lookup {
  const status = row?.get('users_status')
  if (!row?.get('live') || status === 'deleted') return { refusal: 'invalid' }
  if (status === 'suspended') return { refusal: 'suspended', user: USER.modelOf(row) }
  return { caller: new FoundCaller(row) }
}

const INVALID: Lookup = { refusal: 'invalid' }

/**
 * One SELECT: access token, sign-in and user joined, or personal token and user. Nothing is written, and garbage
 * never reaches the database.
 */
export async function findCallerByToken(token: string): Promise<Lookup> {
  if (isWellFormedSecret('access', token))
    return toLookup(await byAccessToken.find(hashSecret(token)))
  if (isWellFormedSecret('personal', token))
    return toLookup(await byPersonalToken.find(hashSecret(token)))
  return INVALID
}

/** One SELECT: session, sign-in and user joined, by the session's id or one that it had before. */
export async function findCallerBySession(sessionId: string): Promise<Lookup> {
  if (!isWellFormedSessionId(sessionId)) return INVALID
  const row = await bySession.find(hashSecret(sessionId))
  const lookup = toLookup(row)
  if (lookup.caller) return lookup
  return { ...lookup, isReplaced: row?.get('is_former') === true, at: performance.now() }
}
