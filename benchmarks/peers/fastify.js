/** A careful Fastify: one prepared JOIN for either credential, over a pg pool, and the answer by a compiled schema. */
import { createHash } from 'node:crypto'
import fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const app = fastify()

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

const text = { type: 'string' }
const nullableText = { type: ['string', 'null'] }
const time = { type: ['string', 'null'], format: 'date-time' }
const USER = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    username: text,
    email: text,
    pendingEmail: nullableText,
    status: text,
    isSuperUser: { type: 'boolean' },
    emailVerifiedAt: time,
    createdAt: time,
    updatedAt: time,
  },
}
const response = { 200: { type: 'object', properties: { data: USER } } }

async function findUser({ authorization, cookie }) {
  const [name, statement, secret] = authorization
    ? ['token', BY_TOKEN, authorization.slice('Bearer '.length)]
    : ['session', BY_SESSION, cookie?.split('=')[1] ?? '']
  const { rows } = await pool.query({ name, text: statement, values: [sha256(secret)] })
  return rows[0]
}

app.get('/health/live', async () => ({}))
app.get('/api/v1/me', { schema: { response } }, async (request, reply) => {
  const data = await findUser(request.headers)
  return data ? { data } : reply.code(401).send({ code: 'unauthenticated' })
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
