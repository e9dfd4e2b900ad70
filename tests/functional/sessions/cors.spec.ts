import type { OutgoingHttpHeaders } from 'node:http'
import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import {
  ELSEWHERE,
  FOR_ALL,
  FRIEND,
  NOTHING,
  preflight,
  ruleOf,
  withCookies,
} from '#tests/helpers/clients/cors'
import { type Answer, get, ORIGIN, send } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'

test.group('CORS with a token', () => {
  test('is open to any origin, without credentials', async ({ assert }) => {
    const app = await signInApp()
    for (const origin of [ELSEWHERE, FRIEND, ORIGIN, 'null']) {
      const answer = await app.get('/api/v1/me', { Origin: origin })
      assert.equal(answer.status, 200)
      assert.deepEqual(ruleOf(answer), FOR_ALL)
    }
  })

  test('lets scripts read why they were refused', async ({ assert }) => {
    const headers = { Origin: ELSEWHERE, Authorization: 'Bearer nonsense' }
    for (const path of ['/api/v1/me', '/api/v1/no-such-thing', '/api/v1/%zz']) {
      const answer = await get(path, headers)
      assert.isAtLeast(answer.status, 400)
      assert.deepEqual(ruleOf(answer), FOR_ALL)
      const exposed = answer.headers['access-control-expose-headers']!.toLowerCase().split(',')
      assert.includeMembers(exposed, ['x-request-id', 'retry-after', 'www-authenticate'])
    }
  })

  test('lets them read that two Authorization headers are one too many', async ({ assert }) => {
    const answer = await sendBytes(
      httpBytes('GET /api/v1/me', [
        ['Origin', ELSEWHERE],
        ['Authorization', 'Bearer one'],
        ['Authorization', 'Bearer two'],
      ])
    )
    assert.equal(statusOf(answer), 400)
    assert.match(answer, /^access-control-allow-origin: \*\r$/im)
    assert.match(answer, /^vary: .*\bOrigin\b/im)
  })

  test('is asked for by a preflight that names the header Authorization', async ({ assert }) => {
    for (const names of ['authorization', 'Authorization', 'content-type, AUTHORIZATION']) {
      const answer = await preflight(ELSEWHERE, names)
      assert.equal(answer.status, 204)
      assert.deepEqual(ruleOf(answer), FOR_ALL)
      const allowed = answer.headers['access-control-allow-methods']!.split(',')
      assert.includeMembers(allowed, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
      assert.include(answer.headers['access-control-allow-headers'], 'authorization')
    }
  })

  test('stays that way where a cookie comes along', async ({ assert }) => {
    const browser = await signInBrowser()
    const { pair } = await signInApp(browser.person)
    const headers = { Origin: FRIEND, Authorization: `Bearer ${pair.accessToken}` }
    assert.deepEqual(ruleOf(await browser.get('/api/v1/me', headers)), FOR_ALL)
  })
})

test.group('CORS without a token', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await signInBrowser()
  })

  const calls: [string, (headers: OutgoingHttpHeaders) => Promise<Answer>][] = [
    ['a visitor', (headers) => get('/api/v1/me', headers)],
    ['a cookie', (headers) => browser.get('/api/v1/me', headers)],
    [
      'a dead cookie',
      (headers) => get('/api/v1/me', { ...headers, Cookie: 'gatehouse_session=x' }),
    ],
    ['a preflight', (headers) => preflight(String(headers.Origin), 'content-type')],
    ['a preflight that names no header', (headers) => preflight(String(headers.Origin), '')],
    [
      'a preflight that names one that looks alike',
      (headers) => preflight(String(headers.Origin), 'x-authorization, authorizations'),
    ],
  ]

  test('is open to our own origin and to those listed: {0}')
    .with(calls)
    .run(async ({ assert }, [, call]) => {
      for (const origin of [ORIGIN, FRIEND])
        assert.deepEqual(ruleOf(await call({ Origin: origin })), withCookies(origin))
    })

  test('is closed to any other origin: {0}')
    .with(calls)
    .run(async ({ assert }, [, call]) => {
      for (const origin of [
        ELSEWHERE,
        'null',
        `${FRIEND}.evil.example`,
        'https://FRIEND.example',
      ]) {
        const answer = await call({ Origin: origin })
        assert.deepEqual(ruleOf(answer), NOTHING, origin)
        assert.notProperty(answer.headers, 'access-control-allow-methods')
      }
    })
})

test.group('The header Vary', () => {
  test('names Origin in every answer to a request that has one: {$self}')
    .with([
      '/',
      '/login',
      '/api/v1/me',
      '/api/v1/none',
      '/api/v1/%zz',
      '/health/live',
      '/favicon.svg',
      '/none',
      '/%zz',
    ])
    .run(async ({ assert }, path) => {
      for (const origin of [ORIGIN, ELSEWHERE]) {
        for (const method of ['GET', 'OPTIONS', 'POST']) {
          const { headers } = await send(method, path, { headers: { Origin: origin } })
          assert.match(headers.vary ?? '', /(^|,\s*)origin(,|$)/i, `${method} ${origin}`)
        }
      }
    })

  test('names it once', async ({ assert }) => {
    const app = await signInApp()
    const { headers } = await app.get('/api/v1/me', { Origin: ELSEWHERE })
    assert.equal(headers.vary, 'Origin')
  })
})

test.group('Pages', () => {
  test('are open to no script of another origin', async ({ assert }) => {
    const browser = new Browser()
    for (const path of ['/', '/login'])
      assert.deepEqual(ruleOf(await browser.get(path, { Origin: ELSEWHERE })), NOTHING)
  })
})
