/** `npm run bench:streams`: what a thousand open streams of events cost one process, and the database. */
import './key.js'
import { readFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { generateSecret, generateSessionId, hashSecret } from '#secrets/secrets'
import { createDatabase, versionOf } from './database.js'
import { buildGatehouse, migrate } from './prepare.js'
import { Server } from './servers.js'

const STREAMS = 1_000
const SECONDS = 30

/** Milliseconds after which PostgreSQL has counted what a connection did before: those of a pool end by then. */
const SETTLING = 40_000

const say = (what: string) => process.stdout.write(`${what}\n`)

/** Half of them by token and half by cookie, each of somebody else. */
async function seed(client: pg.Client) {
  const tokens = Array.from({ length: STREAMS / 2 }, () => generateSecret('access'))
  const sessions = Array.from({ length: STREAMS / 2 }, () => generateSessionId())
  await client.query(
    `insert into users (username, email, password_hash, status)
     select 'stream' || i, 'stream' || i || '@example.org', 'none', 'active' from generate_series(1, $1::int) i`,
    [STREAMS]
  )
  await client.query(
    `insert into sign_ins (user_id, kind, name, last_seen_at, expires_at)
     select id, case when id % 2 = 0 then 'app' else 'browser' end, 'A phone', now() + interval '1 day', now() + interval '30 days'
     from users`
  )
  const hashesFor = (kind: string) =>
    `(select id, row_number() over (order by id) as place from sign_ins where kind = '${kind}') as signed
     join unnest($1::bytea[]) with ordinality as secrets (hash, place) using (place)`
  await client.query(
    `insert into access_tokens (hash, sign_in_id, generation, expires_at)
     select hash, signed.id, 0, now() + interval '1 day' from ${hashesFor('app')}`,
    [tokens.map(hashSecret)]
  )
  await client.query(
    `insert into sessions (id_hash, sign_in_id) select hash, signed.id from ${hashesFor('browser')}`,
    [sessions.map(hashSecret)]
  )
  await client.query('analyze')
  return [
    ...tokens.map((token) => ({ Authorization: `Bearer ${token}` })),
    ...sessions.map((id) => ({ Cookie: `__Host-gatehouse_session=${id}` })),
  ]
}

let received = 0

const open = (port: number, headers: Record<string, string>) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const url = `http://127.0.0.1:${port}/api/v1/events/stream`
    get(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${response.statusCode}`))
      response.on('data', (chunk) => (received += String(chunk).split('data: ').length - 1))
      response.on('error', () => {})
      resolve(response)
    }).once('error', reject)
  })

/** Seconds of processor time, and megabytes. */
function usageOf(pid: number) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  const resident = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]
  return {
    processor: (Number(fields[11]) + Number(fields[12])) / 100,
    resident: Number(resident) / 1_024,
  }
}

async function transactionsOf(client: pg.Client) {
  await client.query('select pg_stat_clear_snapshot()')
  const { rows } = await client.query<{ count: string }>(
    'select xact_commit as count from pg_stat_database where datname = current_database()'
  )
  return Number(rows[0].count)
}

async function measure(what: string, { pid }: Server, client: pg.Client, work = async () => {}) {
  await wait(SETTLING)
  const [before, queries] = [usageOf(pid), await transactionsOf(client)]
  received = 0
  const end = performance.now() + SECONDS * 1_000
  while (performance.now() < end) await Promise.all([work(), wait(100)])
  const after = usageOf(pid)
  const processor = (100 * (after.processor - before.processor)) / SECONDS
  await wait(SETTLING)
  const asked = ((await transactionsOf(client)) - queries) / (SECONDS + SETTLING / 1_000)
  say(
    `${what}: ${processor.toFixed(1)} % of one processor, ${after.resident.toFixed(0)} MB, ` +
      `${asked.toFixed(1)} transactions a second, ${(received / SECONDS).toFixed(0)} events told a second`
  )
}

/** Five things that happen, to five people. */
const happen = (client: pg.Client) =>
  client.query(
    `insert into events (kind, outcome, user_id, credential, subject_type, subject_id)
     select 'file_added', 'done', id, 'token', 'file', gen_random_uuid()::text from users order by random() limit 5`
  )

async function bench() {
  const { url, remove } = await createDatabase()
  const client = new pg.Client({ connectionString: url })
  try {
    await buildGatehouse()
    await migrate(url)
    await client.connect()
    const credentials = await seed(client)
    const server = await Server.start('Gatehouse', url)
    try {
      say(await versionOf(url))
      await measure('no stream', server, client)
      const start = performance.now()
      const streams: IncomingMessage[] = []
      while (credentials.length)
        streams.push(
          ...(await Promise.all(credentials.splice(0, 50).map((one) => open(server.port, one))))
        )
      say(`${STREAMS} streams opened in ${((performance.now() - start) / 1_000).toFixed(1)} s`)
      await measure(`${STREAMS} streams, nothing happens`, server, client)
      await measure(`${STREAMS} streams, 50 events a second`, server, client, async () => {
        await happen(client)
      })
      const told = performance.now()
      await server.terminate()
      say(`ended ${((performance.now() - told) / 1_000).toFixed(1)} s after SIGTERM`)
    } finally {
      await server.stop()
    }
  } finally {
    await client.end()
    await remove()
  }
}

await bench()
