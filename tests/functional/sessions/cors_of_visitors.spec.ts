import { test } from '@japa/runner'
import { SESSION_COOKIE, signInBrowser } from '#tests/helpers/clients/sign_in'
import {
  ELSEWHERE,
  FOR_ALL,
  FRIEND,
  NOTHING,
  preflight,
  ruleOf,
  withCookies,
} from '#tests/helpers/clients/cors'
import { ORIGIN, send } from '#tests/helpers/clients/http'
import { setLimits } from '#tests/helpers/people/limits'
import { createUser, registration, type UserBody } from '#tests/helpers/people/users'

/** What needs no credential, and how it ends where nothing is in it. */
const OPEN = [
  { method: 'POST', path: '/api/v1/users', status: 422 },
  { method: 'POST', path: '/api/v1/tokens', status: 422 },
  { method: 'POST', path: '/api/v1/tokens/refresh', status: 422 },
  { method: 'POST', path: '/api/v1/password-resets', status: 422 },
  { method: 'PUT', path: '/api/v1/password-resets', status: 422 },
  { method: 'PUT', path: '/api/v1/email-verifications', status: 422 },
  { method: 'POST', path: '/api/v1/email-verifications', status: 401 },
  { method: 'GET', path: '/api/v1/tokens', status: 405 },
]

const APPS = ['capacitor://localhost', 'ionic://localhost', 'http://localhost', ELSEWHERE, 'null']

test.group('CORS where no credential is needed', () => {
  test('is open to any origin: {method} {path}')
    .with(OPEN)
    .run(async ({ assert }, { method, path, status }) => {
      for (const origin of APPS) {
        const json = method === 'GET' ? undefined : {}
        const answer = await send(method, path, { json, headers: { Origin: origin } })
        assert.equal(answer.status, status)
        assert.deepEqual(ruleOf(answer), FOR_ALL)
        assert.match(answer.headers['access-control-expose-headers']!, /Retry-After/i)
        assert.deepEqual(answer.cookies, [])
      }
    })

  test('is told by the preflight: {method} {path}')
    .with(OPEN)
    .run(async ({ assert }, { method, path }) => {
      for (const origin of APPS)
        for (const headers of ['content-type', '']) {
          const answer = await preflight(origin, headers, method, path)
          assert.equal(answer.status, 204)
          assert.deepEqual(ruleOf(answer), FOR_ALL)
          assert.include(answer.headers['access-control-allow-methods'], method)
        }
    })

  test('lets a page elsewhere register, sign in and refresh', async ({ assert }) => {
    const headers = { 'Origin': 'capacitor://localhost', 'Sec-Fetch-Site': 'cross-site' }
    const post = (path: string, json: unknown) => send('POST', path, { json, headers })
    const wanted = registration()
    const registered = await post('/api/v1/users', wanted)
    const { username: login, password } = wanted
    const signedIn = await post('/api/v1/tokens', { login, password })
    const { refreshToken } = signedIn.data<{ refreshToken: string }>()
    const refreshed = await post('/api/v1/tokens/refresh', { refreshToken })
    for (const answer of [registered, signedIn, refreshed]) {
      assert.include([200, 201], answer.status)
      assert.deepEqual(ruleOf(answer), FOR_ALL)
    }
  })

  const BROKEN = [
    {
      what: 'no JSON',
      options: { body: '{"a":', headers: { 'Content-Type': 'application/json' } },
      status: 400,
    },
    { what: 'a form', options: { form: { a: 'b' } }, status: 415 },
    { what: 'too much', options: { json: { login: 'a'.repeat(2_000_000) } }, status: 413 },
  ]

  test('lets it read what was wrong with {what}')
    .with(BROKEN)
    .run(async ({ assert }, { options, status }) => {
      const headers = { ...options.headers, Origin: ELSEWHERE }
      const answer = await send('POST', '/api/v1/tokens', { ...options, headers })
      assert.equal(answer.status, status)
      assert.deepEqual(ruleOf(answer), FOR_ALL)
    })

  test('lets it read that it was too often', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ visitorWrites: 1 }))
    const headers = { Origin: ELSEWHERE }
    const ask = () => send('POST', '/api/v1/tokens', { json: {}, headers })
    await ask()
    const answer = await ask()
    assert.equal(answer.status, 429)
    assert.property(answer.headers, 'retry-after')
    assert.deepEqual(ruleOf(answer), FOR_ALL)
  })

  test('is with credentials for our own origin and those listed', async ({ assert }) => {
    for (const { method, path } of OPEN)
      for (const origin of [ORIGIN, FRIEND]) {
        assert.deepEqual(
          ruleOf(await preflight(origin, 'content-type', method, path)),
          withCookies(origin)
        )
        const answer = await send(method, path, { headers: { Origin: origin } })
        assert.deepEqual(ruleOf(answer), withCookies(origin))
      }
  })

  test('is closed to another origin with a cookie', async ({ assert }) => {
    const browser = await signInBrowser()
    const headers = { Origin: ELSEWHERE, Cookie: String(browser.jar) }
    for (const { method, path } of OPEN)
      assert.deepEqual(ruleOf(await send(method, path, { headers })), NOTHING)
  })

  test('opens nothing else', async ({ assert }) => {
    for (const path of ['/api/v1/me', '/api/v1/tokensx', '/login', '/health/live', '/file/1'])
      for (const method of ['GET', 'POST']) {
        const answer = await send(method, path, { headers: { Origin: ELSEWHERE } })
        assert.deepEqual(ruleOf(answer), NOTHING, `${method} ${path}`)
        assert.deepEqual(ruleOf(await preflight(ELSEWHERE, 'content-type', method, path)), NOTHING)
      }
  })

  test('acts the same with a cookie and its CSRF token', async ({ assert }) => {
    const browser = await signInBrowser()
    const { username, password } = await createUser()
    const answer = await browser.api('POST', '/api/v1/tokens', { login: username, password })
    assert.equal(answer.status, 201)
    assert.equal(answer.data<{ user: UserBody }>().user.username, username)
    assert.isUndefined(answer.cookie(SESSION_COOKIE))
    const me = (await browser.get('/api/v1/me')).data<UserBody>()
    assert.equal(me.username, browser.person.username)
  })
})
