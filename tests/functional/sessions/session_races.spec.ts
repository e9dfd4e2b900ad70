import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { generateSecret } from '#secrets/secrets'
import { transaction } from '#database/transaction'
import { Browser, SESSION_COOKIE, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { isRemoval } from '#tests/helpers/clients/cookies'
import { keepFile } from '#tests/helpers/files/files'
import { type Answer, get, ORIGIN, send } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { endGrace } from '#tests/helpers/time'
import { OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

const EVERYWHERE = ['/', '/login', '/account', '/files', '/no-such-page', '/api/v1/me']

const cookieOf = (browser: Browser) => ({ Cookie: `${SESSION_COOKIE}=${browser.sessionId}` })

const sessionOf = (answer: Answer) => answer.cookie(SESSION_COOKIE)

/** How a browser comes to have another session cookie than the requests that it has under way. */
const REPLACEMENTS = [
  {
    how: 'its owner confirmed that it is them',
    replace: (browser: Browser) => browser.submit('/confirm', { password: PASSWORD }),
  },
  {
    how: 'its owner changed the password',
    replace: (browser: Browser) =>
      browser.api('PUT', '/api/v1/me/password', {
        currentPassword: PASSWORD,
        password: OTHER_PASSWORD,
      }),
  },
  {
    how: 'it had ended, and its owner signed in by another tab',
    replace: async (browser: Awaited<ReturnType<typeof signInBrowser>>) => {
      const app = await signInApp(browser.person)
      await app.api('DELETE', '/api/v1/sign-ins')
      const { username: login, password } = browser.person
      const page = await send('GET', '/login')
      const [, csrf] = /name='_csrf' value='([^']+)'/.exec(page.text)!
      browser.jar.take(page.cookies)
      const headers = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
      return browser.send('POST', '/login', { form: { login, password, _csrf: csrf }, headers })
    },
  },
]

test.group('A request under way while the browser is given another cookie', () => {
  test('takes nothing from it, where {how}')
    .with(REPLACEMENTS)
    .run(async ({ assert }, { replace }) => {
      const browser = await signInBrowser()
      const before = cookieOf(browser)
      const replaced = await replace(browser)
      assert.equal(sessionOf(replaced)?.value, browser.sessionId, replaced.text)

      for (const when of ['at once', 'later']) {
        for (const path of EVERYWHERE) {
          const answer = await get(path, before)
          assert.isBelow(answer.status, 500)
          assert.isUndefined(sessionOf(answer), `${path} ${when}`)
        }
        await endGrace(browser.person)
      }
      assert.equal((await browser.get('/api/v1/me')).status, 200)
    })

  test('is answered as ever, also by the session id of a moment ago', async ({ assert }) => {
    const browser = await signInBrowser()
    const { path } = await keepFile(browser.person)
    const csrf = await browser.csrfToken('/confirm')
    const before = cookieOf(browser)
    const form = { password: PASSWORD, _csrf: csrf }
    const paths = ['/', '/account', '/files', '/api/v1/me', path]

    const [confirmed, ...loaded] = await Promise.all([
      browser.send('POST', '/confirm', { form }),
      ...[...paths, ...paths, ...paths].map((address) => get(address, before)),
    ])
    const after = await Promise.all(paths.slice(0, 4).map((address) => get(address, before)))
    assert.equal(confirmed.status, 303)
    for (const answer of [...loaded, ...after]) {
      assert.include([200, 404], answer.status, answer.text)
      assert.isUndefined(sessionOf(answer))
    }
    assert.include(after[0].text, 'Sign out')
    assert.equal((await browser.get('/api/v1/me')).status, 200)
  })

  test('is answered by any id of the last seconds', async ({ assert }) => {
    const browser = await signInBrowser()
    const ids = []
    for (let i = 0; i < 3; i++) {
      ids.push(cookieOf(browser))
      await browser.submit('/confirm', { password: PASSWORD })
    }
    for (const id of ids) assert.equal((await get('/api/v1/me', id)).status, 200)
  })

  test('changes nothing by the id of a moment ago', async ({ assert }) => {
    const browser = await signInBrowser()
    const tab = new Browser()
    const csrf = await browser.csrfToken('/account')
    for (const name of browser.jar.names) tab.jar.set(name, browser.jar.get(name)!)
    await browser.submit('/confirm', { password: PASSWORD })

    const username = uniqueName()
    const api = await tab.api('PATCH', '/api/v1/me', { username })
    assert.deepEqual([api.status, api.problem.code], [403, 'csrf_failed'])
    await tab.send('POST', '/logout', { form: { _csrf: csrf } })
    const form = { username, _csrf: csrf, form: 'username-form' }
    const page = await tab.send('POST', '/account/username?_method=PUT', { form })
    assert.deepEqual([page.status, page.headers.location], [303, '/account'])
    const shown = (await browser.get('/account')).text
    assert.include(shown, browser.person.username)
    assert.include(shown, 'Please send it again')
    assert.include(shown, `value="${username}"`)
  })
})

test.group('A session id', () => {
  test('that somebody planted before a sign-in opens nothing after it', async ({ assert }) => {
    const planted = 'P'.repeat(43)
    const browser = await signInBrowser()
    const { username: login, password } = browser.person
    const victim = new Browser()
    await victim.get('/login')
    victim.jar.set(SESSION_COOKIE, planted)
    const answer = await victim.submit('/login', { login, password })
    assert.equal(answer.status, 303)
    assert.notEqual(victim.sessionId, planted)
    const copy = await get('/api/v1/me', { Cookie: `${SESSION_COOKIE}=${planted}` })
    assert.equal(copy.status, 401)
  })

  test('of before the renewal ends with the session', async ({ assert }) => {
    const browser = await signInBrowser()
    const before = cookieOf(browser)
    await browser.submit('/confirm', { password: PASSWORD })
    await browser.submit('/account', {}, '/logout')
    assert.equal((await get('/api/v1/me', before)).status, 401)
  })
})

test.group('Signing out in one tab while another loads', () => {
  test('signs out, and brings nothing back', async ({ assert }) => {
    const browser = await signInBrowser()
    const csrf = await browser.csrfToken('/account')
    const before = cookieOf(browser)
    const loading = ['/', '/files', '/account', '/api/v1/me', '/account/tokens']
    const [out, ...loaded] = await Promise.all([
      browser.send('POST', '/logout', { form: { _csrf: csrf } }),
      ...loading.map((path) => get(path, before)),
    ])
    assert.isTrue(isRemoval(sessionOf(out)!))
    for (const answer of loaded) {
      assert.include([200, 302, 401], answer.status)
      assert.isTrue(!sessionOf(answer) || isRemoval(sessionOf(answer)!))
    }
    assert.equal(await countSignIns(browser.person), 0)
    assert.equal((await get('/api/v1/me', before)).status, 401)
  })
})

test.group('An answer that took long', () => {
  test('takes no cookie away: who looks may have signed in again since', async ({ assert }) => {
    const path = `/verify-email/${generateSecret('emailVerification')}`
    const headers = { Cookie: `${SESSION_COOKIE}=${'L'.repeat(43)}` }
    const late = await transaction(async (trx) => {
      await trx.rawQuery('lock table email_verifications in access exclusive mode')
      const answer = get(path, headers)
      await wait(2_500)
      return { answer }
    })
    assert.isUndefined(sessionOf(await late.answer))
    assert.isTrue(isRemoval(sessionOf(await get(path, headers))!))
  })
})
