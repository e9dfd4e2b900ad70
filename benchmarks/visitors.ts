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

/** @param username of one whom the seeding made */
export async function signIn(
  databaseUrl: string,
  origin: string,
  username: string
): Promise<Visitor> {
  const [access, personal] = [generateSecret('access'), generateSecret('personal')]
  const session = generateSessionId()
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(TOKEN, [username, hashSecret(access)])
    await client.query(SESSION, [username, hashSecret(session)])
    await client.query(PERSONAL, [username, hashSecret(personal)])
  } finally {
    await client.end()
  }
  return {
    origin,
    headers: {
      token: { Authorization: `Bearer ${access}` },
      cookie: { Cookie: `__Host-gatehouse_session=${session}` },
      personal: { Authorization: `Bearer ${personal}` },
    },
  }
}
