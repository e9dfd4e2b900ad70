import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { send, type SendOptions } from '#tests/helpers/clients/http'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { until } from '#tests/helpers/until'
import { PASSWORD, registration, uniqueName } from '#tests/helpers/people/users'

const bearer = ({ accessToken }: { accessToken: string }) => ({
  Authorization: `Bearer ${accessToken}`,
})

test.group('A database that only reads', (group) => {
  let server: SpawnedServer
  group.setup(async () => {
    const url = new URL(process.env.DATABASE_URL!)
    url.searchParams.set('options', '-c default_transaction_read_only=on')
    server = await startServer({ DATABASE_URL: url.href, LOG_LEVEL: 'error' })
    return () => server.stop()
  })
  const ask = (method: string, path: string, options: SendOptions = {}) =>
    send(method, path, { ...options, origin: server.origin })

  test('serves who reads, and tells who writes to come again', async ({ assert }) => {
    const app = await signInApp()
    const browser = await signInBrowser(app.person)
    await db.from('sign_ins').update({ last_seen_at: db.raw(`now() - interval '2 minutes'`) })
    const headers = bearer(app.pair)
    for (const path of ['/api/v1/me', '/api/v1/files', '/api/v1/sign-ins', '/api/v1/bin'])
      assert.equal((await ask('GET', path, { headers })).status, 200, path)
    const cookie = { Cookie: String(browser.jar) }
    for (const path of ['/', '/account', '/files', '/bin', '/account/sign-ins'])
      assert.equal((await ask('GET', path, { headers: cookie })).status, 200, path)

    const { username: login } = app.person
    const { refreshToken } = app.pair
    const upload = { body: form(file('a.txt')), headers: { ...MULTIPART, ...headers } }
    const writes = [
      await ask('POST', '/api/v1/users', { json: registration() }),
      await ask('POST', '/api/v1/tokens', { json: { login, password: PASSWORD } }),
      await ask('POST', '/api/v1/tokens/refresh', { json: { refreshToken } }),
      await ask('POST', '/api/v1/files', upload),
      await ask('DELETE', '/api/v1/sign-ins/current', { headers }),
    ]
    for (const answer of writes) assert.equal(answer.status, 503, answer.text)
  })
})

/** A role of its own, whose new connections may write or only read; an open one stays as it is. */
async function createReader() {
  const name = uniqueName('reader').replaceAll('-', '_')
  await db.rawQuery(`create role ${name} superuser login password 'only for tests'`)
  const url = new URL(process.env.DATABASE_URL!)
  Object.assign(url, { username: name, password: encodeURIComponent('only for tests') })
  return {
    url: url.href,
    onlyReads: (value: boolean) =>
      db.rawQuery(`alter role ${name} set default_transaction_read_only = ${value}`),
    remove: () => db.rawQuery(`drop role ${name}`),
  }
}

test.group('A server whose database only read, as after a failover', () => {
  test('writes again over other connections, however busy the old ones are', async ({
    assert,
    cleanup,
  }) => {
    const reader = await createReader()
    cleanup(() => reader.remove())
    await reader.onlyReads(true)
    const server = await startServer({ DATABASE_URL: reader.url, DATABASE_POOL_MAX: '3' })
    cleanup(() => server.stop())
    const { origin } = server
    const headers = bearer((await signInApp()).pair)
    const list = () => send('GET', '/api/v1/files', { origin, headers })
    const signUp = () => send('POST', '/api/v1/users', { origin, json: registration() })
    const statuses = async (ask: () => Promise<{ status: number }>) =>
      (await Promise.all(Array.from({ length: 4 }, ask))).map(({ status }) => status)

    assert.include(await statuses(signUp), 503)
    await reader.onlyReads(false)
    await until('all connections are other ones', async () => {
      await statuses(list)
      return (await statuses(signUp)).every((status) => status === 201)
    })
  })
})
