import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { generateSessionId, hashSecret } from '#secrets/secrets'

/** One statement, so that there is no moment at which neither id is valid. */
const RENEW = `
  with renewed as (
    update sessions set id_hash = :id where id_hash = :former returning id_hash, idle_limit_seconds
  ), kept as (
    insert into former_session_ids (id_hash, session_id_hash, good_until)
    select :former, id_hash, now() + make_interval(secs => :grace) from renewed
  )
  select idle_limit_seconds from renewed`

const REPLACE = `
  insert into former_session_ids (id_hash, session_id_hash, good_until) values (?, ?, now())
  on conflict (id_hash) do update
  set session_id_hash = excluded.session_id_hash, good_until = excluded.good_until`

type Renewed = { idle_limit_seconds: number | null }

/**
 * Gives a session a new id.
 * @param grace seconds for which the former id stays valid for reading: requests with it may be under way
 * @returns the id for its cookie, and whether it outlives the browser; null if the session has ended meanwhile
 */
export async function renewSession(former: Buffer, grace: number) {
  const sessionId = generateSessionId()
  const bindings = { id: hashSecret(sessionId), former, grace }
  const { rows } = await db.rawQuery<{ rows: Renewed[] }>(RENEW, bindings)
  return rows[0] ? { sessionId, isKept: rows[0].idle_limit_seconds === null } : null
}

/** The browser that sends this id has another one from now on. The former one opens nothing (session fixation). */
export async function rememberReplaced(
  former: string,
  sessionId: string,
  client: QueryClientContract
) {
  await client.rawQuery(REPLACE, [hashSecret(former), hashSecret(sessionId)])
}

const END = `
  update former_session_ids set good_until = now() from sessions
  where session_id_hash = sessions.id_hash and sessions.sign_in_id = ? and good_until > now()`

/** Invalidates all former ids of the sign-in's session. */
export async function endFormerIds(signInId: string, client: QueryClientContract) {
  await client.rawQuery(END, [signInId])
}
