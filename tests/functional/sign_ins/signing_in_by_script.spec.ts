import { test } from '@japa/runner'
import {
  Browser,
  SESSION_COOKIE,
  signInApp,
  signInBrowser,
  type SignInBody,
} from '#tests/helpers/clients/sign_in'
import { countSignIns } from '#tests/helpers/database/rows'
import { setLimits } from '#tests/helpers/people/limits'
import { createUser, suspend, type UserBody } from '#tests/helpers/people/users'
import { signIn, OURS, csrfTokenOf } from '#tests/helpers/people/script_sign_in'

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
