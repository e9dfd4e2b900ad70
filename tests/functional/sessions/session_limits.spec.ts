import { test } from '@japa/runner'
import { SESSION_COOKIE, signInBrowser, type Browser } from '#tests/helpers/clients/sign_in'
import { isRemoval } from '#tests/helpers/clients/cookies'
import { letTimePass } from '#tests/helpers/time'

const isSignedIn = async (browser: Browser) => (await browser.get('/api/v1/me')).status === 200

test.group('How long a session lives', () => {
  test('ends after 120 minutes without a request', async ({ assert }) => {
    const browser = await signInBrowser()
    await letTimePass(browser.person, { minutes: 121 })
    const answer = await browser.get('/api/v1/me')
    assert.equal(answer.status, 401)
    assert.isTrue(isRemoval(answer.cookie(SESSION_COOKIE)!))
  })

  test('goes on as long as it is used, up to 24 hours', async ({ assert }) => {
    const browser = await signInBrowser()
    for (let hours = 0; hours < 23; hours++) {
      await letTimePass(browser.person, { hours: 1 })
      assert.isTrue(await isSignedIn(browser), `after ${hours} hours`)
    }
    await letTimePass(browser.person, { hours: 1, seconds: 1 })
    assert.isFalse(await isSignedIn(browser))
  })

  test('is not prolonged by requests that failed', async ({ assert }) => {
    const browser = await signInBrowser()
    const csrf = await browser.csrfToken('/account')
    await letTimePass(browser.person, { minutes: 119 })
    assert.equal((await browser.get('/api/v1/sign-ins?page=none')).status, 422)
    const form = { _csrf: csrf, currentPassword: 'wrong' }
    await browser.send('POST', '/account/password', { form })
    await letTimePass(browser.person, { minutes: 2 })
    assert.isFalse(await isSignedIn(browser))
  })

  test('is 30 days for who asked to stay signed in, used or not', async ({ assert }) => {
    const browser = await signInBrowser(undefined, { remember: true })
    await letTimePass(browser.person, { days: 29, hours: 23 })
    assert.isTrue(await isSignedIn(browser))
    await letTimePass(browser.person, { hours: 1, seconds: 1 })
    assert.isFalse(await isSignedIn(browser))
  })

  test('is told to the person as a page to sign in on', async ({ assert }) => {
    const browser = await signInBrowser()
    await letTimePass(browser.person, { hours: 3 })
    const answer = await browser.get('/account')
    assert.deepEqual([answer.status, answer.headers.location], [302, '/login?next=%2Faccount'])
    assert.isUndefined(browser.sessionId)
  })
})
