/** A careful Express: one JOIN for either credential, over a pg pool, and the headers of helmet left out. */
import express from 'express'
import pg from 'pg'
import { lookupOf } from './lookup.js'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const app = express()

async function authenticate(request, response, next) {
  const { text, values } = lookupOf(request.headers)
  const { rows } = await pool.query(text, values)
  if (!rows[0]) return response.status(401).json({ code: 'unauthenticated' })
  request.user = rows[0]
  next()
}

app.get('/health/live', (_request, response) => response.json({}))
app.get('/api/v1/me', authenticate, (request, response) => response.json({ data: request.user }))
app.listen(Number(process.env.PORT), '127.0.0.1')
