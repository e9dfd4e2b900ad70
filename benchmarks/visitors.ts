import pg from 'pg'
import { generateSecret, generateSessionId, hashSecret } from '#secrets/secrets'

/** Somebody who is signed in at a server, in every way there is. */
export type Visitor = {
  origin: string
  headers: Record<'token' | 'cookie' | 'personal', Record<string, string>>
}

const TOKEN = `insert into access_tokens (hash, sign_in_id, generation, expires_at)
  select $2, sign_ins.id, 0, now() + interval '1 day' from sign_ins join users on users.id = user_id
  where username = $1 and kind = 'app' limit 1`

const SESSION = `with made as (
    insert into sign_ins (user_id, kind, name, expires_at)
    select id, 'browser', 'Firefox on Linux', now() + interval '1 day' from users where username = $1
    returning id
  )
  insert into sessions (id_hash, sign_in_id) select $2, id from made`

const PERSONAL = `insert into personal_tokens (user_id, hash, name, scopes, expires_at)
  select id, $2, 'Benchmark ' || clock_timestamp(), '{files:read}', now() + interval '1 day'
  from users where username = $1`

async function ask(databaseUrl: string, statements: [string, unknown[]][]) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const [sql, values] of statements) await client.query(sql, values)
  } finally {
    await client.end()
  }
}

/** From here on this is the super user. */
export const crown = (databaseUrl: string, username: string) =>
  ask(databaseUrl, [['update users set is_super_user = true where username = $1', [username]]])

/** @param username of one whom the seeding made */
export async function signIn(
  databaseUrl: string,
  origin: string,
  username: string
): Promise<Visitor> {
  const [access, personal] = [generateSecret('access'), generateSecret('personal')]
  const session = generateSessionId()
  await ask(databaseUrl, [
    [TOKEN, [username, hashSecret(access)]],
    [SESSION, [username, hashSecret(session)]],
    [PERSONAL, [username, hashSecret(personal)]],
  ])
  return {
    origin,
    headers: {
      token: { Authorization: `Bearer ${access}` },
      cookie: { Cookie: `__Host-gatehouse_session=${session}` },
      personal: { Authorization: `Bearer ${personal}` },
    },
  }
}
