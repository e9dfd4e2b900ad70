import { test } from '@japa/runner'
import {
  Browser,
  FORM_COOKIE,
  SESSION_COOKIE,
  signInApp,
  signInBrowser,
  type SignInBody,
} from '#tests/helpers/clients/sign_in'
import { ELSEWHERE, FRIEND, NOTHING, ruleOf, withCookies } from '#tests/helpers/clients/cors'
import { get, ORIGIN, send } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { statementsOf } from '#tests/helpers/database/statements'
import { setLimits } from '#tests/helpers/people/limits'
import { createUser, type Person, suspend, type UserBody } from '#tests/helpers/people/users'

const OURS = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' }

async function csrfTokenOf(browser: Browser) {
  const answer = await browser.get('/api/v1/csrf-token', { 'Sec-Fetch-Site': 'same-origin' })
  return answer.data<{ csrfToken: string }>().csrfToken
}

async function signIn(browser: Browser, { username: login, password }: Person, more = {}) {
  const headers = { ...OURS, 'X-CSRF-TOKEN': await csrfTokenOf(browser) }
  const json = { login, password, ...more }
  return browser.send('POST', '/api/v1/sessions', { json, headers })
}

test.group('A script of our pages', () => {
  test('signs its browser in, and is given no token', async ({ assert }) => {
    const person = await createUser()
    const browser = new Browser()
    const answer = await signIn(browser, person)
    assert.equal(answer.status, 201)
    assert.include(answer.headers['cache-control'], 'no-store')
    assert.sameMembers(Object.keys(answer.data()), ['signIn', 'user'])
    assert.notInclude(answer.text, browser.sessionId!)
    const { signIn: made, user } = answer.data<{ signIn: SignInBody; user: UserBody }>()
    assert.containSubset(made, { kind: 'browser', current: true })
    assert.equal(user.username, person.username)
    assert.equal((await browser.get('/account')).status, 200)
  })

  test('says whether the browser is to be remembered', async ({ assert }) => {
    const person = await createUser()
    for (const remember of [false, true]) {
      const answer = await signIn(new Browser(), person, { remember })
      const { attributes } = answer.cookie(SESSION_COOKIE)!
      assert.deepInclude(attributes, { httponly: true, samesite: 'Strict' })
      assert.equal('expires' in attributes, remember)
    }
  })

  test('is told by its field what is wrong: {field}')
    .with([
      { field: 'login', json: { password: 'mango' } },
      { field: 'password', json: { login: 'ada' } },
      { field: 'remember', json: { login: 'ada', password: 'mango', remember: 'maybe' } },
    ])
    .run(async ({ assert }, { field, json }) => {
      const browser = new Browser()
      const headers = { ...OURS, 'X-CSRF-TOKEN': await csrfTokenOf(browser) }
      const answer = await browser.send('POST', '/api/v1/sessions', { json, headers })
      assert.equal(answer.status, 422)
      assert.deepEqual(
        answer.problem.errors?.map((error) => error.field),
        [field]
      )
    })

  test('is told no more of a wrong password than a page is', async ({ assert }) => {
    const person = await createUser()
    const answer = await signIn(new Browser(), { ...person, password: 'wrong' })
    assert.deepEqual([answer.status, answer.problem.code], [400, 'invalid_credentials'])
    await suspend(person)
    const suspended = await signIn(new Browser(), person)
    assert.deepEqual([suspended.status, suspended.problem.code], [403, 'account_suspended'])
  })

  test('shares the guesses of the page', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ guesses: 1 }))
    const person = await createUser()
    const wrong = { ...person, password: 'wrong' }
    const fields = { login: wrong.username, password: wrong.password }
    for (let tries = 0; tries < 2; tries++) await new Browser().submit('/login', fields)
    const answer = await signIn(new Browser(), wrong)
    assert.deepEqual([answer.status, answer.problem.code], [429, 'too_many_requests'])
  })

  test('ends what its browser was signed in as before', async ({ assert }) => {
    const browser = await signInBrowser()
    const other = await createUser()
    assert.equal((await signIn(browser, other)).status, 201)
    assert.equal(await countSignIns(browser.person), 0)
    assert.equal((await browser.get('/api/v1/me')).data<UserBody>().username, other.username)
  })

  test('signs out', async ({ assert }) => {
    const person = await createUser()
    const browser = new Browser()
    await signIn(browser, person)
    const headers = { ...OURS, 'X-CSRF-TOKEN': await csrfTokenOf(browser) }
    const answer = await browser.send('DELETE', '/api/v1/sessions/current', { headers })
    assert.equal(answer.status, 204)
    assert.isUndefined(browser.sessionId)
    assert.equal(await countSignIns(person), 0)
  })

  test('asks an app to sign out elsewhere', async ({ assert }) => {
    const app = await signInApp()
    const answer = await app.api('DELETE', '/api/v1/sessions/current')
    assert.deepEqual([answer.status, answer.problem.code], [401, 'unauthenticated'])
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })
})

test.group('Nobody is signed in as somebody else chose', () => {
  test('by a request from {what}')
    .with([
      { what: 'another site', headers: { 'Origin': ELSEWHERE, 'Sec-Fetch-Site': 'cross-site' } },
      { what: 'a neighbouring host', headers: { 'Sec-Fetch-Site': 'same-site' } },
      { what: 'a foreign origin', headers: { Origin: ELSEWHERE } },
    ])
    .run(async ({ assert }, { headers }) => {
      const { username: login, password } = await createUser()
      const browser = new Browser()
      const token = { 'X-CSRF-TOKEN': await csrfTokenOf(browser) }
      const json = { login, password }
      for (const sent of [headers, { ...headers, ...token }]) {
        const answer = await browser.send('POST', '/api/v1/sessions', { json, headers: sent })
        assert.deepEqual([answer.status, answer.problem.code], [403, 'csrf_failed'])
        assert.isUndefined(answer.cookie(SESSION_COOKIE))
      }
    })

  test('without the token of this very browser', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const browser = new Browser()
    await csrfTokenOf(browser)
    const theirs = await csrfTokenOf(new Browser())
    for (const headers of [OURS, { ...OURS, 'X-CSRF-TOKEN': theirs }]) {
      const json = { login, password }
      const answer = await browser.send('POST', '/api/v1/sessions', { json, headers })
      assert.deepEqual([answer.status, answer.problem.code], [403, 'csrf_failed'])
    }
  })

  test('by what a page elsewhere can send without a preflight', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const browser = new Browser()
    const csrf = await csrfTokenOf(browser)
    const body = JSON.stringify({ login, password })
    const headers = { 'Content-Type': 'text/plain', 'X-CSRF-TOKEN': csrf }
    const asText = await browser.send('POST', '/api/v1/sessions', { body, headers })
    const form = { login, password, _csrf: csrf }
    const asForm = await browser.send('POST', '/api/v1/sessions', { form })
    assert.deepEqual([asText.status, asForm.status], [415, 415])
  })
})

test.group('A CSRF token', () => {
  test('costs no row, and comes with the cookies of a form', async ({ assert }) => {
    const statements = await statementsOf(async () => {
      const answer = await get('/api/v1/csrf-token')
      assert.equal(answer.status, 200)
      assert.sameMembers(
        answer.cookies.map(({ name }) => name),
        [FORM_COOKIE, 'XSRF-TOKEN']
      )
      assert.include(answer.headers['cache-control'], 'no-store')
    })
    assert.deepEqual(statements, [])
  })

  test('is one for what the signed-in browser changes', async ({ assert }) => {
    const browser = await signInBrowser()
    const headers = { ...OURS, 'X-CSRF-TOKEN': await csrfTokenOf(browser) }
    const answer = await browser.send('DELETE', '/api/v1/sign-ins', { headers })
    assert.equal(answer.status, 204)
  })

  test('is for our own origin and those listed to read', async ({ assert }) => {
    for (const origin of [ORIGIN, FRIEND])
      assert.deepEqual(
        ruleOf(await get('/api/v1/csrf-token', { Origin: origin })),
        withCookies(origin)
      )
    assert.deepEqual(ruleOf(await get('/api/v1/csrf-token', { Origin: ELSEWHERE })), NOTHING)
  })

  test('is nothing for a token', async ({ assert }) => {
    const app = await signInApp()
    for (const [method, path] of [
      ['GET', '/api/v1/csrf-token'],
      ['POST', '/api/v1/sessions'],
    ]) {
      const answer = await app.api(method, path, method === 'POST' ? {} : undefined)
      assert.deepEqual([answer.status, answer.problem.code], [403, 'forbidden'])
      assert.deepEqual(answer.cookies, [])
    }
  })

  test('is given to a browser whose session has ended, for its next sign-in', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const { person } = browser
    await (await signInApp(person)).api('DELETE', '/api/v1/sign-ins')
    assert.equal((await signIn(browser, person)).status, 201)
    assert.equal(
      (await send('GET', '/api/v1/me', { headers: { Cookie: String(browser.jar) } })).status,
      200
    )
  })
})
