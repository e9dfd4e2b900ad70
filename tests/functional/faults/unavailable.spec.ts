import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { DatabaseProxy } from '#tests/helpers/database/database_proxy'
import { untilQueued, whileHashing, whileQueueIsFull } from '#tests/helpers/people/hash_queue'
import { type Answer, get, postJson, send, type SendOptions } from '#tests/helpers/clients/http'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import { createUser } from '#tests/helpers/people/users'
import { holdTransaction } from '#tests/helpers/database/transactions'
import { until } from '#tests/helpers/until'

function assertUnavailable(
  assert: { equal(a: unknown, b: unknown): void; match(text: string, form: RegExp): void },
  { status, headers }: Answer
) {
  assert.equal(status, 503)
  assert.match(String(headers['retry-after']), /^[1-9]\d*$/)
}

test.group('With more passwords to check than can be in good time', () => {
  test('the API says so and when to come back', async ({ assert }) => {
    const person = await createUser()
    const answer = await whileQueueIsFull(() =>
      postJson('/api/v1/tokens', { login: person.username, password: person.password })
    )
    assertUnavailable(assert, answer)
    assert.equal(answer.problem.code, 'unavailable')
  })

  test('the sign-in page comes back with a message', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const browser = new Browser()
    const answer = await whileQueueIsFull(() => browser.submit('/login', { login, password }))
    assert.deepEqual([answer.status, answer.headers.location], [303, '/login'])
    const { text } = await browser.get('/login')
    assert.include(text, 'Please try again in a moment.')
    assert.include(text, `value="${login}"`)
  })

  test('everybody in the queue is served, in good time', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const signIn = () => postJson('/api/v1/tokens', { login, password })
    let pending: Promise<Answer[]> | undefined
    await whileHashing(async () => {
      pending = Promise.all(Array.from({ length: 10 }, signIn))
      await untilQueued(10)
      assert.equal((await get('/')).status, 200)
    })
    for (const { status } of (await pending)!) assert.equal(status, 201)
  })
})

test.group('With the database away', (group) => {
  const proxy = new DatabaseProxy()
  let server: SpawnedServer | undefined

  group.setup(async () => {
    await proxy.open()
    server = await startServer({
      DATABASE_URL: proxy.url,
      DATABASE_TIMEOUT_SECONDS: '3',
      DATABASE_POOL_MAX: '1',
    })
  })
  group.teardown(async () => {
    await server?.stop()
    await proxy.cut()
  })

  const ask = (method: string, path: string, options: SendOptions = {}) =>
    send(method, path, { ...options, origin: server!.origin })

  test('everything says so, and works again once it is back', async ({ assert }) => {
    const [app, browser] = [await signInApp(), await signInBrowser()]
    const token = { Authorization: `Bearer ${app.pair.accessToken}` }
    const cookie = { Cookie: String(browser.jar) }
    const { username: login, password } = app.person
    assert.equal((await ask('GET', '/api/v1/me', { headers: token })).status, 200)
    assert.equal((await ask('GET', '/health/ready')).status, 200)

    await proxy.cut()
    for (const round of [1, 2]) {
      for (const headers of [token, cookie]) {
        const answer = await ask('GET', '/api/v1/me', { headers })
        assertUnavailable(assert, answer)
        assert.equal(answer.problem.code, 'unavailable', `round ${round}`)
        assert.notProperty(answer.headers, 'set-cookie')
      }
      assertUnavailable(assert, await ask('POST', '/api/v1/tokens', { json: { login, password } }))
      assertUnavailable(assert, await ask('GET', '/account', { headers: cookie }))
      assertUnavailable(assert, await ask('GET', '/health/ready'))
      assert.equal((await ask('GET', '/health/live')).status, 200)
      assert.equal((await ask('GET', '/')).status, 200)
      assert.equal((await ask('GET', '/login')).status, 200)
    }

    await proxy.open()
    assert.equal((await ask('GET', '/api/v1/me', { headers: token })).status, 200)
    assert.equal((await ask('GET', '/account', { headers: cookie })).status, 200)
    assert.equal((await ask('GET', '/health/ready')).status, 200)
  })

  test('a request that waited for it is told so too', async ({ assert }) => {
    const { pair } = await signInApp()
    const lock = await holdTransaction()
    await lock.from('sign_ins').where('id', pair.signIn.id).forUpdate().select('id')
    const json = { refreshToken: pair.refreshToken }
    const pending = ask('POST', '/api/v1/tokens/refresh', { json })
    await untilSomebodyWaits()

    await proxy.cut()
    await lock.rollback()
    assertUnavailable(assert, await pending)
    await proxy.open()
    // A connection of the pool may still be one that was cut.
    await until('it is answered again', async () => {
      const { status } = await ask('POST', '/api/v1/tokens/refresh', { json })
      return status === 200
    })
  })

  test('one that takes connections and says nothing is away too, and not asked again over them', async ({
    assert,
  }) => {
    const { pair } = await signInApp()
    const headers = { Authorization: `Bearer ${pair.accessToken}` }
    assert.equal((await ask('GET', '/api/v1/me', { headers })).status, 200)

    proxy.silence()
    const askedAt = Date.now()
    assertUnavailable(assert, await ask('GET', '/health/ready'))
    const answers = [1, 2].map(() => ask('GET', '/api/v1/me', { headers }))
    for (const answer of await Promise.all(answers)) assertUnavailable(assert, answer)
    assert.isBelow(Date.now() - askedAt, 15_000)

    proxy.speak()
    assert.equal((await ask('GET', '/api/v1/me', { headers })).status, 200)
  })

  test('everyone who asked at once is told so', async ({ assert }) => {
    const { pair } = await signInApp()
    const headers = { Authorization: `Bearer ${pair.accessToken}` }
    await proxy.cut()
    const asking = Array.from({ length: 8 }, () => ask('GET', '/api/v1/me', { headers }))
    for (const answer of await Promise.all(asking)) assertUnavailable(assert, answer)
    await proxy.open()
    assert.equal((await ask('GET', '/api/v1/me', { headers })).status, 200)
  })

  test('a probe with a cookie is answered too', async ({ assert }) => {
    const browser = await signInBrowser()
    await proxy.cut()
    const headers = { Cookie: String(browser.jar) }
    assert.equal((await ask('GET', '/health/live', { headers })).status, 200)
    await proxy.open()
  })

  test('a page that does not exist is told as such, to somebody signed in too', async ({
    assert,
  }) => {
    const headers = { Cookie: String((await signInBrowser()).jar) }
    await proxy.cut()
    const { status, text } = await ask('GET', '/nope', { headers })
    assert.equal(status, 404)
    assert.include(text, '<h1>Page not found</h1>')
    await proxy.open()
  })

  test('nothing is told of the cause', async ({ assert }) => {
    const { pair } = await signInApp()
    await proxy.cut()
    const headers = { Authorization: `Bearer ${pair.accessToken}` }
    const { text } = await ask('GET', '/api/v1/me', { headers })
    const page = await ask('GET', '/account', {
      headers: { Cookie: `gatehouse_session=${'A'.repeat(43)}` },
    })
    await proxy.open()
    for (const told of [text, page.text])
      assert.notMatch(told, /ECONN|127\.0\.0\.1|postgres|select|terminated|\.ts\b|at .+:\d+/i)
  })
})
