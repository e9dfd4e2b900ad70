import { createHash, createHmac, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { generateSecret, generateSessionId, hashSecret } from '#secrets/secrets'
import { APP_KEY } from './key.js'
import { seedOwners } from './owners.js'

const [USERS, CREDENTIALS] = [10_000, 50_000]

/** So many of them take turns in the load, spread over all users. */
const IN_USE = 5_000

/** Header lines, one of which goes with each request. */
export type Credentials = { token: string[]; cookie: string[] }

const listOf = (length: number, make: () => string) => Array.from({ length }, make)

const inUse = (all: string[], header: (value: string) => string) =>
  Array.from({ length: IN_USE }, (_, index) => header(all[(index * 7_919) % all.length]))

const encode = (text: string) => Buffer.from(text).toString('base64url')

const bearer = (token: string) => `Authorization: Bearer ${token}`

/** They were all seen lately, so that what is measured is the check, and not the write of once a minute. */
async function seedGatehouse(client: pg.Client): Promise<Credentials> {
  await client.query(
    `insert into users (username, email, password_hash, status, email_verified_at, email_claimed_at)
     select 'user' || i, 'user' || i || '@example.org', 'none', 'active', now(), now()
     from generate_series(1, $1::int) i`,
    [USERS]
  )
  const startSignIns = async (kind: string) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into sign_ins (user_id, kind, name, ip_address, user_agent, last_seen_at, expires_at)
       select 1 + i % $2::int, $1, 'Firefox on Linux', '127.0.0.1',
         'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', now() + interval '1 day', now() + interval '30 days'
       from generate_series(1, $3::int) i returning id`,
      [kind, USERS, CREDENTIALS]
    )
    return rows.map(({ id }) => id)
  }
  const tokens = listOf(CREDENTIALS, () => generateSecret('access'))
  await client.query(
    `insert into access_tokens (hash, sign_in_id, generation, expires_at)
     select hash, sign_in, 0, now() + interval '30 days' from unnest($1::bytea[], $2::uuid[]) as t (hash, sign_in)`,
    [tokens.map(hashSecret), await startSignIns('app')]
  )
  const sessions = listOf(CREDENTIALS, generateSessionId)
  await client.query(
    `insert into sessions (id_hash, sign_in_id)
     select hash, sign_in from unnest($1::bytea[], $2::uuid[]) as t (hash, sign_in)`,
    [sessions.map(hashSecret), await startSignIns('browser')]
  )
  return {
    token: inUse(tokens, bearer),
    cookie: inUse(sessions, (id) => `Cookie: __Host-gatehouse_session=${id}`),
  }
}

async function seedStockAdonis(client: pg.Client): Promise<Credentials> {
  const secrets = listOf(CREDENTIALS, () => randomBytes(30).toString('base64url'))
  await client.query(
    `insert into stock.users (email, password, created_at)
     select email, 'none', now() from public.users order by id`
  )
  const { rows } = await client.query<{ id: number }>(
    `insert into stock.auth_access_tokens
       (tokenable_id, type, hash, abilities, created_at, updated_at, expires_at)
     select 1 + i % $1::int, 'auth_token', hash, '["*"]', now(), now(), now() + interval '30 days'
     from unnest($2::text[]) with ordinality as t (hash, i) returning id`,
    [USERS, secrets.map((secret) => createHash('sha256').update(secret).digest('hex'))]
  )
  const tokens = rows.map(({ id }, index) => `oat_${encode(String(id))}.${encode(secrets[index])}`)
  await client.query(
    `insert into stock.sessions (id, data, user_id, expires_at)
     select 'filler' || i, json_build_object('message', json_build_object('auth_web', 1 + i % $1::int))::text,
       (1 + i % $1::int)::text, now() + interval '1 day' from generate_series(1, $2::int) i`,
    [USERS, CREDENTIALS]
  )
  return { token: inUse(tokens, bearer), cookie: [] }
}

async function seedBetterAuth(client: pg.Client): Promise<Credentials> {
  const tokens = listOf(CREDENTIALS, () => randomBytes(24).toString('base64url').slice(0, 32))
  await client.query(
    `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     select id::text, username, email, true, now(), now() from users`
  )
  await client.query(
    `insert into session (id, token, "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent")
     select i::text, token, (1 + i % $1::int)::text, now() + interval '7 days', now(), now(), '127.0.0.1', 'Firefox'
     from unnest($2::text[]) with ordinality as t (token, i)`,
    [USERS, tokens]
  )
  const sign = (token: string) => createHmac('sha256', APP_KEY).update(token).digest('base64')
  const cookie = (token: string) =>
    `Cookie: better-auth.session_token=${encodeURIComponent(`${token}.${sign(token)}`)}`
  return { token: inUse(tokens, bearer), cookie: inUse(tokens, cookie) }
}

/** What Flask-Login keeps of a browser: its address and its user agent, of which the load sends none. */
const FLASK_BROWSER = createHash('sha512').update('127.0.0.1|None').digest('hex')

/** Signed as PyJWT does. It expires in 2100. */
function jwtOf(index: number) {
  const claims = { sub: String(1 + (index % USERS)), jti: String(index), exp: 4_102_444_800 }
  const parts = [{ alg: 'HS256', typ: 'JWT' }, claims]
  const signed = parts.map((part) => encode(JSON.stringify(part))).join('.')
  return `${signed}.${createHmac('sha256', APP_KEY).update(signed).digest('base64url')}`
}

async function seedFlask(client: pg.Client): Promise<Credentials> {
  await client.query(
    `insert into flask_design.users
       (username, email, password_hash, status, is_super_user, email_verified_at, created_at, updated_at)
     select username, email, 'none', 'active', false, now(), now(), now() from public.users order by id`
  )
  const sessions = listOf(CREDENTIALS, generateSessionId)
  await client.query(
    `insert into flask_design.sessions (id, user_id, data, last_seen_at, expires_at)
     select id, 1 + i % $1::int,
       json_build_object('_user_id', (1 + i % $1::int)::text, '_fresh', true, '_id', $2::text)::text,
       now() + interval '1 day', now() + interval '30 days'
     from unnest($3::text[]) with ordinality as t (id, i)`,
    [USERS, FLASK_BROWSER, sessions]
  )
  const tokens = Array.from({ length: CREDENTIALS }, (_, index) => jwtOf(index))
  return { token: inUse(tokens, bearer), cookie: inUse(sessions, (id) => `Cookie: session=${id}`) }
}

/** 10,000 users, for each kind of server 50,000 tokens and as many sessions, and 500 of the users with files. */
export async function seed(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(await readFile(new URL('peers/tables.sql', import.meta.url), 'utf8'))
    const credentials = {
      gatehouse: await seedGatehouse(client),
      stockAdonis: await seedStockAdonis(client),
      betterAuth: await seedBetterAuth(client),
      flask: await seedFlask(client),
      owners: await seedOwners(client),
    }
    await client.query('vacuum analyze')
    return credentials
  } finally {
    await client.end()
  }
}
