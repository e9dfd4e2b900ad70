import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { type Answer, get, postJson, send } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes } from '#tests/helpers/clients/raw'
import { startServer } from '#tests/helpers/servers/server'

const EXPECTED = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

async function assetPath() {
  const { text } = await get('/')
  return /href="(\/assets\/[^"]+\.css)"/.exec(text)![1]
}

const ANSWERS: [string, () => Promise<Answer>][] = [
  ['the start page', () => get('/')],
  ['a form', () => get('/login')],
  ['a redirect', () => get('/account')],
  ['a page of an account', async () => (await signInBrowser()).get('/account')],
  ['an answer to a cookie', async () => (await signInBrowser()).get('/api/v1/me')],
  ['an answer to a token', async () => (await signInApp()).get('/api/v1/me')],
  ['an answer without a body', async () => (await signInApp()).api('DELETE', '/api/v1/sign-ins')],
  ['a refusal', () => get('/api/v1/me')],
  ['a bad token', () => get('/api/v1/me', { Authorization: 'Bearer x' })],
  ['an error in the input', () => postJson('/api/v1/users', {})],
  ['a wrong method', () => send('POST', '/')],
  ['a wrong media type', () => send('POST', '/api/v1/users', { form: { a: 'b' } })],
  ['a missing page', () => get('/nothing')],
  ['a missing endpoint', () => get('/api/v1/nothing')],
  ['a missing file', () => get('/assets/nothing.css')],
  ['an address that cannot be read', () => get('/%E0%A4%A')],
  ['an asset', async () => get(await assetPath())],
  ['an icon', () => get('/favicon.svg')],
  ['a preflight', () => send('OPTIONS', '/api/v1/me', { headers: PREFLIGHT })],
  ['a probe', () => get('/health/live')],
]

const PREFLIGHT = {
  'Origin': 'https://elsewhere.example',
  'Access-Control-Request-Method': 'GET',
  'Access-Control-Request-Headers': 'authorization',
}

test.group('Security headers', () => {
  test('are on {0}')
    .with(ANSWERS)
    .run(async ({ assert }, [, call]) => {
      const { headers } = await call()
      assert.containsSubset(headers, EXPECTED)
      assert.match(String(headers['x-request-id']), /^[\w.-]{1,128}$/)
      assert.include(headers['permissions-policy'], 'camera=()')
      const policy = headers['content-security-policy'] as string
      assert.include(policy, `default-src 'none'`)
      assert.include(policy, `frame-ancestors 'none'`)
      assert.notInclude(policy, 'unsafe-inline')
      assert.notProperty(headers, 'x-powered-by')
      assert.notProperty(headers, 'server')
    })

  test('are on an answer to what is no HTTP at all', async ({ assert }) => {
    for (const bytes of [
      'nonsense\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n',
      httpBytes('GET /', [['X-Long', 'x'.repeat(17_000)]]),
    ]) {
      const answer = await sendBytes(bytes)
      assert.match(answer, /^HTTP\/1\.1 4\d\d /)
      assert.include(answer, 'X-Content-Type-Options: nosniff')
      assert.include(answer, 'application/problem+json')
      assert.match(answer, /X-Request-Id: [0-9a-f-]{36}/i)
    }
  })
})

test.group('With CSP_REPORT_URL', () => {
  test('browsers are told where to report what the policy kept them from', async ({
    assert,
    cleanup,
  }) => {
    const { origin, stop } = await startServer({ CSP_REPORT_URL: 'https://reports.example/csp' })
    cleanup(stop)
    const { headers } = await send('GET', '/', { origin })
    const policy = headers['content-security-policy'] as string
    assert.include(policy, '; report-uri https://reports.example/csp; report-to csp')
    assert.equal(headers['reporting-endpoints'], 'csp="https://reports.example/csp"')
  })
})

test.group('Caching', () => {
  test('is forbidden for what a credential was needed for', async ({ assert }) => {
    const [browser, device] = [await signInBrowser(), await signInApp()]
    for (const answer of [
      await browser.get('/account'),
      await browser.get('/'),
      await browser.get('/api/v1/me'),
      await device.get('/api/v1/me'),
      await get('/api/v1/me', { Authorization: 'Bearer x' }),
    ])
      assert.equal(answer.headers['cache-control'], 'no-store')
  })

  test('is long for assets, whose names change with what is in them', async ({ assert }) => {
    const { status, headers } = await get(await assetPath())
    assert.equal(status, 200)
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.include(headers['content-type'], 'text/css')
  })
})
