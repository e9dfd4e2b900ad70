import argon2 from 'argon2'
import type pg from 'pg'
import { generateSecret, generateSessionId, hashSecret } from '#secrets/secrets'

const OWNERS = 500

/** Every twentieth of the 10,000 users, those whom stockCookies() signs in. */
const EVERY = 20

/** As many as there are on a page. */
export const FILES_EACH = 20

const PASSWORD = 'what they all say'

/** The numbers of config/hash.ts: a hash with others would be made anew at the first sign-in. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** People who have files and a password. */
export type Owners = {
  cookies: string[]
  tokens: string[]
  credentials: { login: string; password: string }[]
}

async function signInAll(client: pg.Client, kind: string, insert: string, hashes: Buffer[]) {
  await client.query(
    `with made as (
       insert into sign_ins (user_id, kind, name, last_seen_at, expires_at)
       select i * ${EVERY}, $1, 'Firefox on Linux', now() + interval '1 day', now() + interval '30 days'
       from generate_series(1, ${OWNERS}) i
       returning id, user_id
     )
     ${insert} from made join unnest($2::bytea[]) with ordinality as t (hash, place) on user_id = place * ${EVERY}`,
    [kind, hashes]
  )
}

/** The same files in both schemas. Whoever registered within the hour is sent no mail about a new device. */
export async function seedOwners(client: pg.Client): Promise<Owners> {
  const hash = await argon2.hash(PASSWORD, COST)
  await client.query(`update users set password_hash = $1 where id % ${EVERY} = 0`, [hash])
  await client.query(
    `insert into files (id, owner_id, name, size, media_type, sha256, state, created_at)
     select gen_random_uuid(), owner, 'Report ' || i || '.txt', 1000 + i * 7919, 'text/plain',
       sha256(i::text::bytea), 'stored', now() - i * interval '7 hours'
     from generate_series(1, ${FILES_EACH}) i, generate_series(${EVERY}, ${OWNERS * EVERY}, ${EVERY}) owner`
  )
  await client.query(
    `insert into stock.files (user_id, name, kind, size, created_at)
     select owner_id, name, media_type, size, created_at from public.files`
  )
  const places = Array.from({ length: OWNERS }, (_, index) => (index + 1) * EVERY)
  const sessions = places.map(() => generateSessionId())
  await signInAll(
    client,
    'browser',
    'insert into sessions (id_hash, sign_in_id) select hash, id',
    sessions.map(hashSecret)
  )
  const tokens = places.map(() => generateSecret('access'))
  await signInAll(
    client,
    'app',
    `insert into access_tokens (hash, sign_in_id, generation, expires_at)
     select hash, id, 0, now() + interval '30 days'`,
    tokens.map(hashSecret)
  )
  return {
    cookies: sessions.map((id) => `Cookie: __Host-gatehouse_session=${id}`),
    tokens: tokens.map((token) => `Authorization: Bearer ${token}`),
    credentials: places.map((id) => ({ login: `user${id}`, password: PASSWORD })),
  }
}

/** Devices that have not refreshed yet: their refresh tokens, each of somebody else as far as there are people. */
export async function makeDevices(client: pg.Client, count: number) {
  const tokens = Array.from({ length: count }, () => generateSecret('refresh'))
  await client.query(
    `with made as (
       insert into sign_ins (user_id, kind, name, last_seen_at, expires_at)
       select 1 + i % 10000, 'app', 'A phone', now(), now() + interval '30 days' from generate_series(1, $1::int) i
       returning id
     ), numbered as (select id, row_number() over () as place from made)
     insert into refresh_tokens (hash, sign_in_id, generation, expires_at)
     select hash, id, 1, now() + interval '30 days'
     from numbered join unnest($2::bytea[]) with ordinality as t (hash, place) using (place)`,
    [count, tokens.map(hashSecret)]
  )
  return tokens
}

/** Microseconds of processor time that one password takes to be checked. */
export async function costOfHash(count = 20) {
  const hash = await argon2.hash(PASSWORD, COST)
  const before = process.cpuUsage()
  for (let i = 0; i < count; i++) await argon2.verify(hash, PASSWORD)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / count
}
