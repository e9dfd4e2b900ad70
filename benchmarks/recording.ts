/**
 * `npm run bench:recording`: what it adds to the writes of a sign-in and of a share that they are recorded. On Linux,
 * with the database on the same machine: the processor time of both is read from /proc.
 */
import './key.js'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import type SignIn from '#models/sign_in'
import { createDatabase, versionOf } from './database.js'

const ROUNDS = 100
/** Of each, one after the other, in one round: short, so that what else the machine does falls on both alike. */
const BURST = 8
const PEOPLE = 500

const { url, remove } = await createDatabase()
Object.assign(process.env, {
  APP_PROFILE: 'development',
  NODE_ENV: 'development',
  DATABASE_URL: url,
  LOG_LEVEL: 'fatal',
})
// What these import reads the settings.
const { migrate } = await import('./prepare.js')
await migrate(url)

const { createIgnitor } = await import('../bin/ignitor.js')
const app = createIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(() => {})

const { default: db } = await import('@adonisjs/lucid/services/db')
const { askedBy } = await import('#activity/asker')
const { transaction } = await import('#database/transaction')
const { Limit } = await import('#limits/limit')
const { default: File } = await import('#models/file')
const { default: User } = await import('#models/user')
const { StatementAndCommit } = await import('#overrides/statement_and_commit')
const { shareFiles } = await import('#sharing/share')
const { startApp, startByCommand } = await import('#sign_ins/start')
const { limits } = await import('#start/limiter')

const UNLIMITED = ['shares', 'shareMails', 'shareMailsOfAccount', 'shareMailsOfNetwork'] as const
Limit.fake({
  ...Object.fromEntries(UNLIMITED.map((name) => [limits[name].name, 1_000_000_000])),
  shareMailsOfNetworkInDay: 1_000_000_000,
})

const origin = {
  ipAddress: '203.0.113.9',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}
const asker = { credential: 'token' as const, requestId: 'bench', ...origin }

let isRecording = true

/** Where recording is off, only COMMIT is sent, and all else is as it was before there were any events. */
const send = StatementAndCommit.prototype.submit
StatementAndCommit.prototype.submit = function (connection) {
  if (isRecording) send.call(this, connection)
  else connection.query('COMMIT')
}

async function seed() {
  await db.rawQuery(
    `insert into users (username, email, password_hash, status, email_verified_at, email_claimed_at)
     select 'user' || i, 'user' || i || '@example.org', 'none', 'active', now(), now()
     from generate_series(1, ?::int) i`,
    [PEOPLE]
  )
  await db.rawQuery(
    `insert into files (id, owner_id, name, size, media_type, sha256, state)
     select gen_random_uuid(), 1 + i % ?::int, 'Report.txt', 1, 'text/plain', sha256(''), 'stored'
     from generate_series(1, ?::int) i`,
    [PEOPLE, (2 * ROUNDS + 4) * BURST]
  )
  // As a table of events is that has been there for a while.
  await db.rawQuery(
    `insert into events (kind, outcome, user_id, actor_id, credential, ip_address)
     select 'signed_in', 'done', 1 + i % ?::int, 1 + i % ?::int, 'token', '203.0.113.' || i % 250
     from generate_series(1, 200000) i`,
    [PEOPLE, PEOPLE]
  )
  await db.rawQuery('vacuum analyze')
}

await seed()
const people = await User.query().orderBy('id')
const files = await File.query().orderBy('id')
const phones = new Map<number, SignIn>()
for (const person of people) {
  const { signIn } = await startByCommand(person, 'Phone')
  phones.set(person.id, signIn)
}
const next = { signIn: 0, file: 0 }

const DEEDS = {
  async 'a sign-in'() {
    const user = people[next.signIn++ % PEOPLE]
    await transaction((trx) =>
      startApp(user, 'bench', trx, (now) => ({ name: 'Bench', confirmedAt: now, ...origin }))
    )
  },
  async 'a share'() {
    const file = files[next.file++]
    const owner = people.find(({ id }) => id === file.ownerId)!
    const other = people[(file.ownerId + 7) % PEOPLE]
    const from = { access: phones.get(owner.id)!, network: origin.ipAddress }
    await shareFiles([file], owner, { with: [other.username], role: 'viewer' }, from)
  },
}

/** What is sent to the database and waited for. */
let trips = 0
const ask = pg.Client.prototype.query as (...all: unknown[]) => unknown
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...all: unknown[]) {
    trips += 1
    return ask.apply(this, all)
  },
})

/** Milliseconds on a processor, as Linux counts them: waiting while the machine does something else is not in it. */
const ofProcess = (id: number) =>
  Number(readFileSync(`/proc/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6

/** What has been used up to now: by us, and by the connections to the database. */
async function usedUp() {
  const { rows } = await db.rawQuery<{ rows: [{ bytes: string; ids: number[] }] }>(
    `select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes,
      array(select pid from pg_stat_activity where datname = current_database()) as ids`
  )
  const [{ bytes, ids }] = rows
  const { user, system } = process.cpuUsage()
  const ours = (user + system) / 1e3
  return {
    bytes: Number(bytes),
    cpu: ours + ids.map(ofProcess).reduce((one, other) => one + other),
  }
}

/** Of one deed: milliseconds, of them on a processor, bytes in the log of the database, ways there and back. */
type Cost = { ms: number; cpu: number; bytes: number; trips: number }

async function burst(deed: () => Promise<void>, recording: boolean): Promise<Cost> {
  isRecording = recording
  const before = await usedUp()
  trips = 0
  const begun = performance.now()
  for (let i = 0; i < BURST; i++) await askedBy(() => asker, deed)
  const ms = (performance.now() - begun) / BURST
  const ways = trips / BURST
  const after = await usedUp()
  const of = (what: 'cpu' | 'bytes') => (after[what] - before[what]) / BURST
  return { ms, cpu: of('cpu'), bytes: of('bytes'), trips: ways }
}

/** The value below which that part of them is. */
const quantile = (values: number[], part: number) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * part)]

const UNITS = { ms: 'ms', cpu: 'ms of processor time', bytes: 'bytes of WAL', trips: 'trips' }

type Round = Record<'on' | 'off', Cost>

function say(what: string, rounds: Round[]) {
  console.log(`${what}:`)
  for (const [cost, unit] of Object.entries(UNITS) as [keyof Cost, string][]) {
    const ratios = rounds.map(({ on, off }) => on[cost] / off[cost])
    const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(ratios, part).toFixed(3))
    const of = (side: keyof Round) =>
      quantile(
        rounds.map((round) => round[side][cost]),
        0.5
      ).toFixed(2)
    console.log(
      `  ${of('on')} ${unit} recorded, ${of('off')} not; ratio ${middle} (half of the rounds ${low} to ${high})`
    )
  }
}

async function measure(what: string, deed: () => Promise<void>) {
  for (const recording of [true, false, true, false]) await burst(deed, recording)
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const isFirst = round % 2 === 0
    const first = await burst(deed, isFirst)
    const second = await burst(deed, !isFirst)
    rounds.push(isFirst ? { on: first, off: second } : { on: second, off: first })
  }
  say(what, rounds)
}

try {
  console.log(await versionOf(url))
  for (const [what, deed] of Object.entries(DEEDS)) await measure(what, deed)
} finally {
  await app.terminate()
  await remove()
}
