import { test } from '@japa/runner'
import { Browser, FORM_COOKIE, SESSION_COOKIE, signInBrowser } from '#tests/helpers/clients/sign_in'
import { isRemoval } from '#tests/helpers/clients/cookies'
import { assertAlive, assertRefused } from '#tests/helpers/hostile'
import { get } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'

const GARBAGE = [
  '',
  'x',
  '%',
  '%00',
  '%E0%A4%A',
  '"',
  'e:',
  'e:x',
  'e:x.y.z',
  's:x.y',
  'j:{"a":1}',
  'j:{"__proto__":{"a":1}}',
  'e%3Agcm.x.y',
  `e:${'A'.repeat(3_000)}`,
  `e:${'.'.repeat(3_000)}`,
  'null',
  '[object Object]',
  '\xff\xfe',
]

test.group('The form cookie', () => {
  test('is made anew where it is garbage', async ({ assert }) => {
    for (const value of GARBAGE) {
      const raw = await sendBytes(httpBytes('GET /login', [['Cookie', `${FORM_COOKIE}=${value}`]]))
      assert.equal(statusOf(raw), 200, value)
      assert.include(raw, `${FORM_COOKIE}=e`)
    }
    await assertAlive(assert)
  })

  test('gives a form no way in where it is garbage', async ({ assert }) => {
    for (const value of GARBAGE) {
      const browser = new Browser()
      const csrf = await browser.csrfToken('/login')
      browser.jar.set(FORM_COOKIE, value.replaceAll(/[^\x20-\x7e]/g, ''))
      const form = { _csrf: csrf, login: 'nobody', password: 'x' }
      await assertRefused(assert, () => browser.send('POST', '/login', { form }), { status: 303 })
      assert.include((await browser.get('/login')).text, 'This form has expired')
    }
  })

  test('is not a cookie of another name, nor another cookie it', async ({ assert }) => {
    const browser = new Browser()
    await browser.get('/login')
    const xsrf = browser.jar.get('XSRF-TOKEN')!
    browser.jar.set(FORM_COOKIE, xsrf)
    assert.equal((await browser.get('/login')).status, 200)

    const other = await signInBrowser()
    other.jar.set(SESSION_COOKIE, browser.jar.get(FORM_COOKIE)!)
    assert.equal((await other.get('/api/v1/me')).status, 401)
  })

  test('does not stand for the session of somebody who is signed in', async ({ assert }) => {
    const browser = await signInBrowser()
    browser.jar.set(FORM_COOKIE, 'e:garbage')
    assert.equal((await browser.get('/account')).status, 200)
  })
})

test.group('The session cookie', () => {
  test('that is garbage is cleared, and nobody is signed in', async ({ assert }) => {
    for (const value of GARBAGE.filter(Boolean)) {
      const headers: [string, string][] = [['Cookie', `${SESSION_COOKIE}=${value}`]]
      for (const path of ['/api/v1/me', '/login', '/', '/account']) {
        const answer = await sendBytes(httpBytes(`GET ${path}`, headers))
        assert.oneOf(statusOf(answer), [200, 302, 401], path)
        assert.match(answer, new RegExp(`set-cookie: ${SESSION_COOKIE}=;`, 'i'), `${path} ${value}`)
      }
    }
  })

  test('counts once where it is sent twice', async ({ assert }) => {
    const browser = await signInBrowser()
    const good = `${SESSION_COOKIE}=${browser.sessionId}`
    const bad = `${SESSION_COOKIE}=${'A'.repeat(43)}`
    assert.equal((await get('/api/v1/me', { Cookie: `${good}; ${bad}` })).status, 200)
    const second = await get('/api/v1/me', { Cookie: `${bad}; ${good}` })
    assert.equal(second.status, 401)
    assert.isTrue(isRemoval(second.cookie(SESSION_COOKIE)!))
  })

  test('counts under its own name only', async ({ assert }) => {
    const { sessionId } = await signInBrowser()
    for (const name of [
      'GATEHOUSE_SESSION',
      'gatehouse_session2',
      'x_gatehouse_session',
      '__Host-gatehouse_session',
      'gatehouse_session%20',
      '"gatehouse_session"',
    ])
      assert.equal((await get('/api/v1/me', { Cookie: `${name}=${sessionId}` })).status, 401, name)
    for (const value of [`"${sessionId}"`, `${sessionId}x`, encodeURIComponent(`s:${sessionId}`)])
      assert.equal((await get('/api/v1/me', { Cookie: `${SESSION_COOKIE}=${value}` })).status, 401)
  })

  test('is found among hundreds of others', async ({ assert }) => {
    const { sessionId } = await signInBrowser()
    const others = Array.from({ length: 300 }, (_, i) => `cookie${i}=value${i}`).join('; ')
    const headers = { Cookie: `${others}; ${SESSION_COOKIE}=${sessionId}` }
    assert.equal((await get('/api/v1/me', headers)).status, 200)
    assert.equal((await get('/account', headers)).status, 200)
  })
})
