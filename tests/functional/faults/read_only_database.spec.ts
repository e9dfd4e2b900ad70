import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { makeScript } from '#tests/helpers/clients/scripts'
import { signInApp, signInBrowser, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { follow } from '#tests/helpers/clients/streams'
import { type Answer, send, type SendOptions } from '#tests/helpers/clients/http'
import { DatabaseProxy } from '#tests/helpers/database/database_proxy'
import { createOldPrimary } from '#tests/helpers/failover'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { until } from '#tests/helpers/until'
import { PASSWORD, registration } from '#tests/helpers/people/users'

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

  test('keeps a server from being ready', async ({ assert }) => {
    const ready = await ask('GET', '/health/ready')
    assert.equal(ready.status, 503)
    assert.property(ready.headers, 'retry-after')
    const checks = { database: 'read_only', migrations: 'ok', storage: 'ok' }
    assert.deepEqual(ready.data(), { status: 'unavailable', checks })
  })
})

/** Milliseconds after which a connection is old enough to be replaced. */
const OLD_ENOUGH = 1_100

type Client = { get(path: string): Promise<Answer> }

const at = (origin: string, headers: Record<string, string>): Client => ({
  get: (path) => send('GET', path, { origin, headers }),
})

/** Whoever is signed in, by each kind of credential, and the table that loses it once that is over. */
const CREDENTIALS: Record<string, (origin: string) => Promise<{ client: Client; in: string }>> = {
  'an access token': async (origin) => ({
    client: at(origin, bearer((await signInApp()).pair)),
    in: 'sign_ins',
  }),
  'a cookie': async (origin) => ({
    client: at(origin, { Cookie: String((await signInBrowser()).jar) }),
    in: 'sign_ins',
  }),
  'a personal token': async (origin) => {
    const { token } = await makeScript(['files:read'])
    return { client: at(origin, { Authorization: `Bearer ${token}` }), in: 'personal_tokens' }
  },
}

test.group('A server whose database only read, as after a failover', () => {
  const signUpAt = (origin: string) =>
    send('POST', '/api/v1/users', { origin, json: registration() })

  /** A server whose connections lead to the old primary. */
  async function startOnOldPrimary(wish: Parameters<typeof createOldPrimary>[0] = {}) {
    const primary = await createOldPrimary(wish)
    const { origin } = await startServer({ DATABASE_URL: primary.url, DATABASE_POOL_MAX: '3' })
    const untilWritten = () =>
      until('something is written', async () => (await signUpAt(origin)).status === 201)
    return { ...primary, origin, untilWritten }
  }

  test('writes again over other connections, however busy the old ones are', async ({ assert }) => {
    const { origin, failOver } = await startOnOldPrimary()
    const headers = bearer((await signInApp()).pair)
    const list = () => send('GET', '/api/v1/files', { origin, headers })
    const statuses = async (ask: () => Promise<{ status: number }>) =>
      (await Promise.all(Array.from({ length: 4 }, ask))).map(({ status }) => status)

    assert.include(await statuses(() => signUpAt(origin)), 503)
    await failOver()
    await until('all connections are other ones', async () => {
      await statuses(list)
      return (await statuses(() => signUpAt(origin))).every((status) => status === 201)
    })
  })

  test('knows at once who has signed in since', async ({ assert }) => {
    const { origin, failOver, untilWritten } = await startOnOldPrimary()
    const { pair, person } = await signInApp()
    assert.equal((await at(origin, bearer(pair)).get('/api/v1/me')).status, 200)
    await failOver()
    await untilWritten()
    const json = { login: person.username, password: PASSWORD }
    const signedIn = await send('POST', '/api/v1/tokens', { origin, json })
    const { status } = await at(origin, bearer(signedIn.data<TokenPairBody>())).get('/api/v1/me')
    assert.equal(status, 200)
  })

  test('refuses {$self} that has been ended since, at once')
    .with(Object.keys(CREDENTIALS))
    .run(async ({ assert }, kind) => {
      const { origin, schema, failOver, untilWritten } = await startOnOldPrimary()
      const { client, in: table } = await CREDENTIALS[kind](origin)
      assert.equal((await client.get('/api/v1/files')).status, 200)
      await failOver()
      await db.from(`${schema}.${table}`).delete()
      await untilWritten()
      assert.equal((await client.get('/api/v1/files')).status, 401)
    })

  test('reads what was written since, however few of its connections write', async ({ assert }) => {
    const { origin, schema, failOver, untilWritten } = await startOnOldPrimary()
    const client = at(origin, bearer((await signInApp()).pair))
    const names = async () =>
      (await Promise.all(Array.from({ length: 6 }, () => client.get('/api/v1/me')))).map(
        (answer) => answer.data<{ username: string }>().username
      )
    const [name] = await names()
    await failOver()
    await db.from(`${schema}.users`).where('username', name).update({ username: 'renamed' })
    await untilWritten()
    assert.deepEqual([...new Set(await names())], ['renamed'])
  })

  test('is ready once another has taken over, and asks that one, though nobody has written', async ({
    assert,
  }) => {
    const { origin, schema, failOver } = await startOnOldPrimary()
    const client = at(origin, bearer((await signInApp()).pair))
    const isReady = async () => (await send('GET', '/health/ready', { origin })).status === 200
    assert.equal((await client.get('/api/v1/me')).status, 200)
    assert.isFalse(await isReady())
    await failOver()
    await db.from(`${schema}.sign_ins`).delete()
    await until('it is ready', isReady)
    await until('it asks the other', async () => (await client.get('/api/v1/me')).status === 401)
  })

  test('ends the stream of whoever has been signed out since', async () => {
    const { origin, schema, failOver, untilWritten } = await startOnOldPrimary()
    const stream = await follow(await signInApp(), { origin })
    await failOver()
    await db.from(`${schema}.sign_ins`).delete()
    await untilWritten()
    await stream.untilOver()
  })

  test('that is told so leaves its connections before it writes anything', async ({ assert }) => {
    const proxy = new DatabaseProxy()
    await proxy.open()
    const { origin, schema, failOver } = await startOnOldPrimary({
      url: proxy.url,
      onlyReads: false,
    })
    const client = at(origin, bearer((await signInApp()).pair))
    assert.equal((await client.get('/api/v1/me')).status, 200)
    await wait(OLD_ENOUGH)
    await failOver()
    await db.from(`${schema}.sign_ins`).delete()
    assert.equal((await client.get('/api/v1/me')).status, 200)
    proxy.tell('default_transaction_read_only', 'on')
    await until('it hears of that', async () => (await client.get('/api/v1/me')).status === 401)
  })
})
