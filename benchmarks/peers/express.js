/** A careful Express: one JOIN for either credential, over a pg pool, and the headers of helmet left out. */
import { createHash } from 'node:crypto'
import express from 'express'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const app = express()

const SELECT = `select users.id, users.username, users.email, users.pending_email as "pendingEmail", users.status,
  users.is_super_user as "isSuperUser", users.email_verified_at as "emailVerifiedAt",
  users.created_at as "createdAt", users.updated_at as "updatedAt"`
const BY_TOKEN = `${SELECT} from access_tokens
  join sign_ins on sign_ins.id = sign_in_id join users on users.id = user_id
  where access_tokens.hash = $1 and access_tokens.expires_at > now() and sign_ins.expires_at > now()
    and users.status = 'active'`
const BY_SESSION = `${SELECT} from sessions
  join sign_ins on sign_ins.id = sign_in_id join users on users.id = user_id
  where sessions.id_hash = $1 and sign_ins.expires_at > now() and users.status = 'active'`

const sha256 = (secret) => createHash('sha256').update(secret).digest()

async function authenticate(request, response, next) {
  const { authorization, cookie } = request.headers
  const [statement, secret] = authorization
    ? [BY_TOKEN, authorization.slice('Bearer '.length)]
    : [BY_SESSION, cookie?.split('=')[1] ?? '']
  const { rows } = await pool.query(statement, [sha256(secret)])
  if (!rows[0]) return response.status(401).json({ code: 'unauthenticated' })
  request.user = rows[0]
  next()
}

app.get('/health/live', (_request, response) => response.json({}))
app.get('/api/v1/me', authenticate, (request, response) => response.json({ data: request.user }))
app.listen(Number(process.env.PORT), '127.0.0.1')
