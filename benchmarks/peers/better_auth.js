/** Better Auth on Fastify, with its bearer plugin: every check reads the session and its user from the database. */
import { betterAuth } from 'better-auth'
import { bearer } from 'better-auth/plugins'
import { fromNodeHeaders } from 'better-auth/node'
import fastify from 'fastify'
import pg from 'pg'

const auth = betterAuth({
  baseURL: `http://127.0.0.1:${process.env.PORT}`,
  secret: process.env.APP_KEY,
  database: new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 }),
  emailAndPassword: { enabled: true },
  plugins: [bearer()],
  telemetry: { enabled: false },
  // Its cookie cache would answer for a revoked session, and its limit would stop the load.
  rateLimit: { enabled: false },
})

const app = fastify()
app.get('/health/live', async () => ({}))
app.get('/api/v1/me', async (request, reply) => {
  const session = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) })
  if (!session) return reply.code(401).send({ code: 'unauthenticated' })
  return { data: session.user }
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
