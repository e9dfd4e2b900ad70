import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DatabaseProxy } from '#tests/helpers/database/database_proxy'
import { get, send } from '#tests/helpers/clients/http'
import { S3Server } from '#tests/helpers/storage/s3'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'

type Report = { status: string; checks: Record<string, string> }

/** Milliseconds within which a probe wants its answer, and what a busy machine adds to that. */
const PROBE = 2_000
const BUSY = 1_500

test.group('Whether a server is ready', () => {
  const started: SpawnedServer[] = []
  async function start(settings: Record<string, string>) {
    const server = await startServer(settings)
    started.push(server)
    return server
  }

  async function ask({ origin }: SpawnedServer) {
    const askedAt = performance.now()
    const answer = await send('GET', '/health/ready', { origin })
    const { status, checks } = answer.data<Report>()
    return { answer, status, checks, took: performance.now() - askedAt }
  }

  test('is told with what was looked at', async ({ assert }) => {
    const answer = await get('/health/ready')
    assert.equal(answer.status, 200)
    const checks = { database: 'ok', migrations: 'ok', storage: 'ok' }
    assert.deepEqual(answer.data(), { status: 'ok', checks })
  })

  test('is denied where a migration has not run', async ({ assert, cleanup }) => {
    const [last] = await db.from('adonis_schema').orderBy('id', 'desc').limit(1)
    await db.from('adonis_schema').where('id', last.id).delete()
    cleanup(async () => void (await db.table('adonis_schema').insert(last)))

    const answer = await get('/health/ready')
    assert.equal(answer.status, 503)
    assert.equal(answer.headers['retry-after'], '5')
    assert.equal(answer.data<Report>().checks.migrations, 'missing')
  })

  test('is denied where none has run', async ({ assert, cleanup }) => {
    await db.rawQuery('alter table adonis_schema rename to adonis_schema_elsewhere')
    cleanup(() => db.rawQuery('alter table adonis_schema_elsewhere rename to adonis_schema'))
    const answer = await get('/health/ready')
    assert.equal(answer.status, 503)
    const { database, migrations } = answer.data<Report>().checks
    assert.deepEqual([database, migrations], ['ok', 'missing'])
  })

  test('is denied where Redis counts the limits and is away', async ({ assert, cleanup }) => {
    const server = await start({ REDIS_URL: 'redis://127.0.0.1:9' })
    cleanup(() => server.stop())
    const { answer, checks, took } = await ask(server)
    assert.equal(answer.status, 503)
    assert.equal(checks.redis, 'unavailable')
    assert.equal(checks.database, 'ok')
    assert.isBelow(took, PROBE + BUSY)
  })

  test('is denied where the folder of the files is none', async ({ assert, cleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-no-folder-'))
    cleanup(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'files'), 'This is no folder.')
    const server = await start({ STORAGE_LOCAL_ROOT: join(folder, 'files') })
    cleanup(() => server.stop())
    const { answer, checks } = await ask(server)
    assert.equal(answer.status, 503)
    assert.deepEqual(checks, { database: 'ok', migrations: 'ok', storage: 'unavailable' })
  })

  test('is denied where the bucket is away, and told once it is back', async ({
    assert,
    cleanup,
  }) => {
    const bucket = new S3Server()
    await bucket.start()
    cleanup(() => bucket.stop())
    const server = await start(bucket.settings)
    cleanup(() => server.stop())
    assert.equal((await ask(server)).answer.status, 200)

    await bucket.cut()
    const away = await ask(server)
    await bucket.open()
    bucket.isSilent = true
    const silent = await ask(server)
    for (const { answer, checks, took } of [away, silent]) {
      assert.equal(answer.status, 503)
      assert.equal(checks.storage, 'unavailable')
      assert.isBelow(took, PROBE + BUSY)
    }

    bucket.isSilent = false
    assert.equal((await ask(server)).answer.status, 200)
  })

  test('is denied in time where the database takes connections and says nothing', async ({
    assert,
    cleanup,
  }) => {
    const proxy = new DatabaseProxy()
    await proxy.open()
    cleanup(() => proxy.cut())
    const server = await start({ DATABASE_URL: proxy.url })
    cleanup(() => server.stop())
    assert.equal((await ask(server)).answer.status, 200)

    proxy.silence()
    const probes = await Promise.all([ask(server), ask(server), ask(server)])
    for (const { answer, checks, took } of probes) {
      assert.equal(answer.status, 503)
      assert.equal(checks.database, 'unavailable')
      assert.isBelow(took, PROBE + BUSY)
    }
    assert.equal((await send('GET', '/health/live', { origin: server.origin })).status, 200)

    proxy.speak()
    assert.equal((await ask(server)).answer.status, 200)
  })

  test('is told while statements keep all connections of the pool', async ({ assert, cleanup }) => {
    const server = await start({ DATABASE_POOL_MAX: '1', DATABASE_TIMEOUT_SECONDS: '3' })
    cleanup(() => server.stop())
    const lock = await db.transaction()
    cleanup(() => lock.rollback())
    await lock.rawQuery('lock table users')

    const json = { login: 'nobody', password: 'mango lamp teapot' }
    const origin = server.origin
    const waiting = [1, 2, 3].map(() => send('POST', '/api/v1/tokens', { origin, json }))
    const { answer, took } = await ask(server)
    assert.equal(answer.status, 200)
    assert.isBelow(took, PROBE + BUSY)
    for (const { status, headers } of await Promise.all(waiting)) {
      assert.equal(status, 503)
      assert.property(headers, 'retry-after')
    }
  })
})
