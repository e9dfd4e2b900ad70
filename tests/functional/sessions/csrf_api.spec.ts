import type { OutgoingHttpHeaders } from 'node:http'
import { test } from '@japa/runner'
import { type Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { ORIGIN, send } from '#tests/helpers/clients/http'
import { type Person, uniqueName } from '#tests/helpers/people/users'

const rename = (browser: Browser, headers: OutgoingHttpHeaders, path = '/api/v1/me') =>
  browser.send('PATCH', path, { json: { username: uniqueName() }, headers })

/** The token in the three forms that scripts and forms know it in. */
async function tokensOf(browser: Browser) {
  const csrf = await browser.csrfToken('/account')
  return { csrf, xsrf: decodeURIComponent(browser.jar.get('XSRF-TOKEN')!) }
}

test.group('A change by cookie', (group) => {
  let browser: Browser & { person: Person }
  group.setup(async () => {
    browser = await signInBrowser()
  })

  test('is made with the token in {0}')
    .with([['X-CSRF-TOKEN'], ['X-XSRF-TOKEN']] as const)
    .run(async ({ assert }, [name]) => {
      const { csrf, xsrf } = await tokensOf(browser)
      const answer = await rename(browser, { [name]: name === 'X-CSRF-TOKEN' ? csrf : xsrf })
      assert.equal(answer.status, 200)
    })

  test('is made with the cookie XSRF-TOKEN as it is, encoded', async ({ assert }) => {
    await browser.get('/account')
    const answer = await rename(browser, { 'X-XSRF-TOKEN': browser.jar.get('XSRF-TOKEN')! })
    assert.equal(answer.status, 200)
  })

  test('is refused with a token that is not ours', async ({ assert }) => {
    const before = await browser.get('/api/v1/me')
    const stranger = await signInBrowser()
    const theirs = await tokensOf(stranger)
    for (const headers of [
      {},
      { 'X-CSRF-TOKEN': '' },
      { 'X-CSRF-TOKEN': 'nonsense' },
      { 'X-CSRF-TOKEN': theirs.csrf },
      { 'X-XSRF-TOKEN': theirs.xsrf },
      { 'X-XSRF-TOKEN': theirs.csrf },
      { 'X-XSRF-TOKEN': 'nonsense' },
      { 'X-XSRF-TOKEN': '%E0%A4%A' },
      { 'X-XSRF-TOKEN': '%' },
      { 'X-XSRF-TOKEN': 'e%3A%00' },
    ]) {
      const { status, problem } = await rename(browser, headers)
      assert.deepEqual([status, problem.code], [403, 'csrf_failed'], JSON.stringify(headers))
    }
    const me = await browser.get('/api/v1/me')
    assert.deepEqual(me.data(), before.data())
  })

  test('is refused with the token in the address or in the JSON', async ({ assert }) => {
    const { csrf } = await tokensOf(browser)
    const inAddress = await rename(browser, {}, `/api/v1/me?_csrf=${encodeURIComponent(csrf)}`)
    assert.deepEqual([inAddress.status, inAddress.problem.code], [403, 'csrf_failed'])

    const twice = { json: { _csrf: [csrf, csrf], username: uniqueName() } }
    assert.equal((await browser.send('PATCH', '/api/v1/me', twice)).status, 403)
  })

  test('is refused where the browser says it comes from elsewhere: {0}')
    .with([
      ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
      ['a neighbouring host', { 'Sec-Fetch-Site': 'same-site' }],
      ['a foreign origin', { Origin: 'https://evil.example' }],
      ['an origin that hides', { Origin: 'null' }],
      ['our host by another scheme', { Origin: ORIGIN.replace('http:', 'https:') }],
      ['our host with more behind it', { Origin: `${ORIGIN}.evil.example` }],
      [
        'a foreign origin from another site',
        { 'Origin': 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
      ],
    ] as [string, Record<string, string>][])
    .run(async ({ assert }, [, headers]) => {
      const { csrf } = await tokensOf(browser)
      const answer = await rename(browser, { 'X-CSRF-TOKEN': csrf, ...headers })
      assert.deepEqual([answer.status, answer.problem.code], [403, 'csrf_failed'])
    })

  test('is made from our pages, and from an origin that is listed', async ({ assert }) => {
    const { csrf } = await tokensOf(browser)
    for (const headers of [
      { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' },
      { Origin: ORIGIN },
      { 'Origin': 'https://friend.example', 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const answer = await rename(browser, { 'X-CSRF-TOKEN': csrf, ...headers })
      assert.equal(answer.status, 200, JSON.stringify(headers))
    }
  })

  test('is asked for its token on routes that are open to all as well', async ({ assert }) => {
    const { username: login, password } = browser.person
    const json = { login, password }
    const answer = await browser.send('POST', '/api/v1/tokens', { json })
    assert.deepEqual([answer.status, answer.problem.code], [403, 'csrf_failed'])
  })
})

test.group('No such token is asked', () => {
  test('of a bearer request, wherever it comes from', async ({ assert }) => {
    const app = await signInApp()
    const browser = await signInBrowser()
    const answer = await app.api(
      'PATCH',
      '/api/v1/me',
      { username: uniqueName() },
      {
        'Origin': 'https://elsewhere.example',
        'Sec-Fetch-Site': 'cross-site',
        'Cookie': String(browser.jar),
      }
    )
    assert.equal(answer.status, 200)
    assert.notProperty(answer.headers, 'set-cookie')
  })

  test('of a visitor who calls the API', async ({ assert }) => {
    const { username: login, password } = (await signInApp()).person
    const headers = { 'Origin': 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' }
    const answer = await send('POST', '/api/v1/tokens', { json: { login, password }, headers })
    assert.equal(answer.status, 201)
    assert.notProperty(answer.headers, 'set-cookie')
  })

  test('of reading', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await browser.get('/api/v1/me', { 'Sec-Fetch-Site': 'cross-site' })
    assert.equal(answer.status, 200)
    assert.notProperty(answer.headers, 'set-cookie')
  })
})
