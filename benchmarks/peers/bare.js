/**
 * The limit: node:http, a pg pool and one prepared JOIN, with nothing of a framework. `--batched` asks for all of one
 * turn of the event loop at once. `/` sends what PAGE_FILE holds, with its headers.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const isBatched = process.argv.includes('--batched')

const USER = `users.id, users.username, users.email, users.pending_email as "pendingEmail", users.status,
  users.is_super_user as "isSuperUser", users.email_verified_at as "emailVerifiedAt",
  users.created_at as "createdAt", users.updated_at as "updatedAt"`
const LIVE = `sign_ins.expires_at > now() and users.status = 'active'`

const statements = {
  token: `select ${USER}, access_tokens.hash from access_tokens
    join sign_ins on sign_ins.id = sign_in_id join users on users.id = user_id
    where access_tokens.expires_at > now() and ${LIVE} and access_tokens.hash`,
  cookie: `select ${USER}, sessions.id_hash as hash from sessions
    join sign_ins on sign_ins.id = sign_in_id join users on users.id = user_id
    where ${LIVE} and sessions.id_hash`,
}

async function findAlone(kind, hash) {
  const { rows } = await pool.query({
    name: kind,
    text: `${statements[kind]} = $1`,
    values: [hash],
  })
  return rows[0]
}

const waiting = { token: [], cookie: [] }

async function answerAll(kind) {
  const questions = waiting[kind]
  waiting[kind] = []
  const text = `${statements[kind]} = any($1)`
  const values = [questions.map(({ hash }) => hash)]
  try {
    const { rows } = await pool.query({ name: `${kind}s`, text, values })
    const found = new Map(rows.map((row) => [row.hash.toString('latin1'), row]))
    for (const { hash, resolve } of questions) resolve(found.get(hash.toString('latin1')))
  } catch (error) {
    for (const { reject } of questions) reject(error)
  }
}

const findTogether = (kind, hash) =>
  new Promise((resolve, reject) => {
    if (waiting[kind].push({ hash, resolve, reject }) === 1) setImmediate(answerAll, kind)
  })

const find = isBatched ? findTogether : findAlone

const sha256 = (secret) => createHash('sha256').update(secret).digest()

function credentialOf({ authorization, cookie }) {
  if (authorization) return ['token', sha256(authorization.slice('Bearer '.length))]
  return ['cookie', sha256(cookie?.split('=')[1] ?? '')]
}

function send(response, status, body, headers = { 'Content-Type': 'application/json' }) {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body)
}

const pageFile = process.env.PAGE_FILE
const page = pageFile && existsSync(pageFile) && JSON.parse(readFileSync(pageFile, 'utf8'))

createServer(async (request, response) => {
  if (request.url === '/') return send(response, 200, page.body, page.headers)
  if (request.url !== '/api/v1/me') return send(response, 200, '{}')
  const user = await find(...credentialOf(request.headers))
  if (!user) return send(response, 401, '{}')
  const { hash, ...data } = user
  send(response, 200, JSON.stringify({ data }))
}).listen(process.env.PORT, '127.0.0.1')
