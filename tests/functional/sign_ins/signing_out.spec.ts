import { test } from '@japa/runner'
import { Browser, SESSION_COOKIE, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { isRemoval } from '#tests/helpers/clients/cookies'
import { get } from '#tests/helpers/clients/http'
import { countSessions, countSignIns } from '#tests/helpers/database/rows'

const cookieOf = (sessionId: string) => ({ Cookie: `${SESSION_COOKIE}=${sessionId}` })

test.group('Signing out', () => {
  test('ends the sign-in and has the browser forget all of it', async ({ assert }) => {
    const browser = await signInBrowser()
    const before = browser.sessionId!
    const answer = await browser.submit('/account', {}, '/logout')
    assert.deepEqual([answer.status, answer.headers.location], [303, '/signed-out'])
    assert.equal(answer.headers['clear-site-data'], '"cache", "storage"')
    assert.isTrue(isRemoval(answer.cookie(SESSION_COOKIE)!))

    assert.equal(await countSignIns(browser.person), 0)
    assert.equal(await countSessions(browser.person), 0)
    assert.equal((await get('/api/v1/me', cookieOf(before))).status, 401)
  })

  test('works through the API by cookie', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await browser.api('DELETE', '/api/v1/sign-ins/current')
    assert.deepEqual([answer.status, answer.text], [204, ''])
    assert.equal(answer.headers['clear-site-data'], '"cache", "storage"')
    assert.isTrue(isRemoval(answer.cookie(SESSION_COOKIE)!))
    assert.equal(await countSignIns(browser.person), 0)
  })

  test('works through the API by token, and sets no cookie', async ({ assert }) => {
    const app = await signInApp()
    const answer = await app.api('DELETE', '/api/v1/sign-ins/current')
    assert.equal(answer.status, 204)
    assert.notProperty(answer.headers, 'set-cookie')
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.equal((await app.refresh()).problem.code, 'invalid_grant')
  })

  test('leaves the other sign-ins alone', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    await browser.submit('/account', {}, '/logout')
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })

  test('does no harm to who is signed out already', async ({ assert }) => {
    const browser = await signInBrowser()
    const [tab, form] = [new Browser(), { _csrf: await browser.csrfToken('/account') }]
    for (const name of browser.jar.names) tab.jar.set(name, browser.jar.get(name)!)
    await browser.submit('/account', {}, '/logout')
    const answer = await tab.send('POST', '/logout', { form })
    assert.deepEqual([answer.status, answer.headers.location], [302, '/login'])
  })
})

test.group('A cookie that stands for nothing', () => {
  test('is cleared wherever it turns up: {$self}')
    .with(['/', '/login', '/account', '/api/v1/me', '/health/live'])
    .run(async ({ assert }, path) => {
      for (const value of ['A'.repeat(43), 'garbage', '%00', 'a b"c', "' or 1=1"]) {
        const answer = await get(path, cookieOf(value))
        assert.isBelow(answer.status, 500)
        assert.isTrue(isRemoval(answer.cookie(SESSION_COOKIE)!), value)
      }
    })

  test('is anonymous to the API', async ({ assert }) => {
    const { status, problem } = await get('/api/v1/me', cookieOf('A'.repeat(43)))
    assert.deepEqual([status, problem.code], [401, 'unauthenticated'])
  })
})
