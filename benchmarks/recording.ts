/** `npm run bench:recording`: what it adds to the writes of a sign-in and of a share that they are recorded. */
import { createDatabase, versionOf } from './database.js'

const ROUNDS = 40
/** Of each, one after the other, in one round. */
const BURST = 20
const PEOPLE = 500

const { url, remove } = await createDatabase()
Object.assign(process.env, {
  APP_KEY: 'benchmark-key-0123456789-abcdefghijklmnop',
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
const { shareFiles } = await import('#sharing/share')
const { startApp } = await import('#sign_ins/start')
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

/** Where recording is off, an event is not written, and all else is as it was before there were any. */
async function makeSwitch() {
  const trx = await db.transaction()
  let owner = Object.getPrototypeOf(trx)
  while (!Object.hasOwn(owner, 'table')) owner = Object.getPrototypeOf(owner)
  await trx.rollback()
  const { table } = owner
  owner.table = function (this: unknown, name: string) {
    return name === 'events' && !isRecording
      ? { multiInsert: async () => {} }
      : table.call(this, name)
  }
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

await makeSwitch()
await seed()
const people = await User.query().orderBy('id')
const files = await File.query().orderBy('id')
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
    await shareFiles([file], owner, { with: [other.username], role: 'viewer' }, origin.ipAddress)
  },
}

async function burst(deed: () => Promise<void>, recording: boolean) {
  isRecording = recording
  const begun = performance.now()
  for (let i = 0; i < BURST; i++) await askedBy(() => asker, deed)
  return (performance.now() - begun) / BURST
}

/** The value below which that part of them is. */
const quantile = (values: number[], part: number) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * part)]

async function measure(what: string, deed: () => Promise<void>) {
  for (const recording of [true, false, true, false]) await burst(deed, recording)
  const rounds: { on: number; off: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const isFirst = round % 2 === 0
    const first = await burst(deed, isFirst)
    const second = await burst(deed, !isFirst)
    rounds.push(isFirst ? { on: first, off: second } : { on: second, off: first })
  }
  const ratios = rounds.map(({ on, off }) => on / off)
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(ratios, part).toFixed(3))
  const median = (side: 'on' | 'off') =>
    quantile(
      rounds.map((round) => round[side]),
      0.5
    ).toFixed(2)
  console.log(
    `${what}: ${median('on')} ms recorded, ${median('off')} ms not; ratio ${middle} (half of the rounds ${low} to ${high})`
  )
}

try {
  console.log(await versionOf(url))
  for (const [what, deed] of Object.entries(DEEDS)) await measure(what, deed)
} finally {
  await app.terminate()
  await remove()
}
