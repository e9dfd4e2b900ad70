import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { DatabaseProxy } from '#tests/helpers/database/database_proxy'
import { refuseInserts, whileCommitsFail } from '#tests/helpers/database/failed_commits'
import { postJson, send, type SendOptions } from '#tests/helpers/clients/http'
import { S3Server } from '#tests/helpers/storage/s3'
import { startServer } from '#tests/helpers/servers/server'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { createUser, PASSWORD, registration } from '#tests/helpers/people/users'

const bearer = ({ accessToken }: { accessToken: string }) => ({
  Authorization: `Bearer ${accessToken}`,
})

async function whileInsertsFail<T>(code: string, work: () => Promise<T>) {
  const end = await refuseInserts('users', { code })
  return work().finally(end)
}

const KINDS = [
  { code: '08006', what: 'its connection broke' },
  { code: '25006', what: 'is read-only' },
  { code: '40001', what: 'could not serialise' },
  { code: '40P01', what: 'met a deadlock' },
  { code: '53000', what: 'is short of resources' },
  { code: '53100', what: 'is out of disk' },
  { code: '53200', what: 'is out of memory' },
  { code: '53300', what: 'has too many connections' },
  { code: '55P03', what: 'could not get a lock' },
  { code: '57014', what: 'gave the statement up' },
  { code: '57P01', what: 'shuts down' },
  { code: '58030', what: 'cannot read its files' },
]

test.group('What a database says', () => {
  test('{code}: {what}, and the client is to come again')
    .with(KINDS)
    .run(async ({ assert }, { code }) => {
      const signUp = () => postJson('/api/v1/users', registration())
      for (const answer of [
        await whileInsertsFail(code, signUp),
        await whileCommitsFail('users', signUp, { code }),
      ]) {
        assert.equal(answer.status, 503, answer.text)
        assert.equal(answer.problem.code, 'unavailable')
        assert.property(answer.headers, 'retry-after')
      }
    })

  test('{$self}: a statement that is wrong is a defect')
    .with(['42601', '42703', '22P02', '23502', 'XX000'])
    .run(async ({ assert }, code) => {
      const answer = await whileInsertsFail(code, () => postJson('/api/v1/users', registration()))
      assert.equal(answer.status, 500)
      assert.equal(answer.problem.code, 'internal_error')
    })
})

test.group('The log of a server whose database is away', () => {
  test('has a line a second, and says how many it left out', async ({ assert, cleanup }) => {
    const proxy = new DatabaseProxy()
    await proxy.open()
    const server = await startServer({ DATABASE_URL: proxy.url, LOG_LEVEL: 'error' })
    cleanup(() => server.stop())
    const { pair } = await signInApp()
    await proxy.cut()

    const startedAt = performance.now()
    const ask = () => send('GET', '/api/v1/me', { origin: server.origin, headers: bearer(pair) })
    for (let asked = 0; asked < 150; asked += 10)
      for (const { status } of await Promise.all(Array.from({ length: 10 }, ask)))
        assert.equal(status, 503)
    await wait(1_200)
    const seconds = (performance.now() - startedAt) / 1_000

    const log = server.log()
    const lines = log.match(/GET \/api\/v1\/me failed/g) ?? []
    assert.isAtLeast(lines.length, 2)
    // Refused and cut off are two kinds.
    assert.isAtMost(lines.length, 2 * Math.ceil(seconds))
    const suppressed = [...log.matchAll(/suppressed\D+(\d+)/g)].map(([, count]) => Number(count))
    const total = suppressed.reduce((sum, count) => sum + count, 0)
    assert.equal(total + lines.length - suppressed.length, 150)
  })
})

test.group('A client that hangs up', () => {
  test('leaves no line of an error', async ({ assert, cleanup }) => {
    const server = await startServer({ LOG_LEVEL: 'error' })
    cleanup(() => server.stop())
    const app = await signInApp()
    const { username: login } = await createUser()
    const logged = server.log().length
    const hangUp = (options: SendOptions, method: string, path: string) =>
      send(method, path, { ...options, origin: server.origin, patience: 5 }).catch(() => {})

    await hangUp({ headers: bearer(app.pair) }, 'GET', '/api/v1/files')
    await hangUp({ json: { login, password: PASSWORD } }, 'POST', '/api/v1/tokens')
    const short = { ...bearer(app.pair), ...MULTIPART, 'Content-Length': 1_000 }
    await hangUp({ headers: short, body: '--boundary\r\n' }, 'POST', '/api/v1/files')
    const json = { 'Content-Type': 'application/json', 'Content-Length': 1_000 }
    await hangUp({ headers: json, body: '{' }, 'POST', '/api/v1/users')
    await wait(500)
    assert.equal(server.log().slice(logged), '')
  })
})

test.group('A bucket that says nothing', () => {
  test('keeps an upload for one try and one retry', async ({ assert, cleanup }) => {
    const bucket = new S3Server()
    await bucket.start()
    cleanup(() => bucket.stop())
    const seconds = 2
    const server = await startServer({
      ...bucket.settings,
      STORAGE_S3_TIMEOUT_SECONDS: String(seconds),
    })
    cleanup(() => server.stop())
    const { pair } = await signInApp()
    bucket.isSilent = true

    const askedAt = performance.now()
    const { status } = await send('POST', '/api/v1/files', {
      origin: server.origin,
      body: form(file('notes.txt')),
      headers: { ...MULTIPART, ...bearer(pair) },
    })
    assert.equal(status, 503)
    // Once for the retry, a second for tidying up, and a busy machine.
    assert.isBelow(performance.now() - askedAt, seconds * 3_000 + 500)
  })
})
