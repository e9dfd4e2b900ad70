/** A careful Fastify: one prepared JOIN for either credential, over a pg pool, and the answer by a compiled schema. */
import fastify from 'fastify'
import pg from 'pg'
import { lookupOf } from './lookup.js'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const app = fastify()

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

app.get('/health/live', async () => ({}))
app.get('/api/v1/me', { schema: { response } }, async (request, reply) => {
  const { rows } = await pool.query(lookupOf(request.headers))
  const [data] = rows
  return data ? { data } : reply.code(401).send({ code: 'unauthenticated' })
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
