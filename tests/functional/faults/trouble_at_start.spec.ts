import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { PRODUCTION, startServer } from '#tests/helpers/servers/server'
import { S3Server } from '#tests/helpers/storage/s3'
import { until } from '#tests/helpers/until'

/** The tests' own server, under another name or with another database. */
function urlWith(change: (url: URL) => void) {
  const url = new URL(process.env.DATABASE_URL!)
  change(url)
  return url.href
}

/** What it says of a connection takes the place of what we say, as a pooler would. */
const urlSetting = (setting: string) =>
  urlWith(({ searchParams }) => searchParams.set('options', `-c ${setting}`))

const MISSING = `gatehouse_nowhere_${randomBytes(6).toString('hex')}`
const EMPTY = `gatehouse_empty_${randomBytes(6).toString('hex')}`

const TROUBLES = [
  {
    title: 'does not answer',
    url: () => 'postgres://nobody@127.0.0.1:9/nowhere',
    said: /The database does not answer \(connect ECONNREFUSED 127\.0\.0\.1:9\)\./,
  },
  {
    title: 'is not there',
    url: () => urlWith((url) => (url.pathname = MISSING)),
    said: /There is no such database on that server: create it, or correct DATABASE_URL\./,
  },
  {
    title: 'refuses the user',
    url: () => urlWith((url) => (url.username = MISSING)),
    said: /The database refuses the (user|password): correct DATABASE_URL\./,
  },
  {
    title: 'was never migrated',
    url: () => urlWith((url) => (url.pathname = EMPTY)),
    said: /The database lacks \d\d migrations: run \\"node ace migration:run --force\\"\./,
  },
  {
    title: 'only reads',
    url: () => urlSetting('default_transaction_read_only=on'),
    said: /The database can only be read, as a standby: name the server that takes writes in DATABASE_URL\./,
  },
  {
    title: 'isolates transactions from each other',
    url: () => urlSetting('default_transaction_isolation=serializable'),
    said: /default_transaction_isolation = 'serializable', .+ set 'read committed' for the role/,
  },
  {
    title: 'writes times in another way',
    url: () => urlSetting('datestyle=German'),
    said: /The database has datestyle = 'German, DMY', .+ set 'ISO' for the role/,
  },
]

test.group('A server in production', (group) => {
  group.setup(async () => {
    await db.rawQuery(`create database ${EMPTY}`)
    return async () => void (await db.rawQuery(`drop database ${EMPTY} with (force)`))
  })

  test('says that the database {title}, and goes on')
    .with(TROUBLES)
    .run(async ({ assert, cleanup }, { url, said }) => {
      const server = await startServer({ ...PRODUCTION, LOG_LEVEL: 'error', DATABASE_URL: url() })
      cleanup(server.stop)
      await until('the log says so', () => said.test(server.log()))
      assert.equal((await fetch(`${server.origin}/health/live`)).status, 200)
    })

  test('says that the database lacks one migration', async ({ cleanup }) => {
    const [last] = await db.from('adonis_schema').orderBy('id', 'desc').limit(1)
    cleanup(async () => void (await db.table('adonis_schema').insert(last)))
    await db.from('adonis_schema').where('id', last.id).delete()

    const server = await startServer({ ...PRODUCTION, LOG_LEVEL: 'error' })
    cleanup(server.stop)
    await until('the log says so', () => /The database lacks a migration: run/.test(server.log()))
  })

  test('says that the storage {title}, and goes on')
    .with([
      {
        title: 'has no folder',
        settings: () => ({ STORAGE_LOCAL_ROOT: '/dev/null/files' }),
        said: /The storage cannot be used \(Error: ENOTDIR: [^)]*'\/dev\/null\/files'\)\./,
      },
      {
        title: 'is away',
        settings: ({ settings }: S3Server) => ({
          ...settings,
          STORAGE_S3_ENDPOINT: 'http://127.0.0.1:9',
        }),
        said: /The storage cannot be used \(Error: connect ECONNREFUSED 127\.0\.0\.1:9\)\./,
      },
      {
        title: 'refuses the key that writes',
        settings: ({ settings }: S3Server) => ({ ...settings, STORAGE_S3_WRITE_KEY_ID: 'nobody' }),
        said: /The storage cannot be used \(AccessDenied[^)]*\)\./,
      },
    ])
    .run(async ({ assert }, { settings, said }) => {
      const bucket = await new S3Server().start()
      const server = await startServer({ ...PRODUCTION, LOG_LEVEL: 'error', ...settings(bucket) })
      await until('the log says so', () => said.test(server.log()))
      assert.equal((await fetch(`${server.origin}/health/live`)).status, 200)
      assert.equal((await fetch(`${server.origin}/health/ready`)).status, 503)
    })

  test('says nothing of a database that is as it should be', async ({ assert, cleanup }) => {
    const server = await startServer({ ...PRODUCTION, LOG_LEVEL: 'info' })
    cleanup(server.stop)
    await until('it answers', () => server.log().includes('Gatehouse answers at'))
    await fetch(`${server.origin}/health/ready`)
    assert.notMatch(server.log(), /"level":50/)
  })
})
