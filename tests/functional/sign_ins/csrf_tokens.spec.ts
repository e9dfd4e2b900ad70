import { test } from '@japa/runner'
import {
  Browser,
  FORM_COOKIE,
  SESSION_COOKIE,
  signInApp,
  signInBrowser,
} from '#tests/helpers/clients/sign_in'
import { ELSEWHERE, FRIEND, NOTHING, ruleOf, withCookies } from '#tests/helpers/clients/cors'
import { get, ORIGIN, send } from '#tests/helpers/clients/http'
import { statementsOf } from '#tests/helpers/database/statements'
import { createUser } from '#tests/helpers/people/users'
import { csrfTokenOf, OURS, signIn } from '#tests/helpers/people/script_sign_in'

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
