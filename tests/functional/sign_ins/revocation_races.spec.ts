import { test } from '@japa/runner'
import { type Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { untilQueued, whileHashing } from '#tests/helpers/people/hash_queue'
import { postJson } from '#tests/helpers/clients/http'
import { countSessions, countSignIns } from '#tests/helpers/database/rows'
import {
  activate,
  createUser,
  OTHER_PASSWORD,
  PASSWORD,
  type Person,
  suspend,
} from '#tests/helpers/people/users'

const CHANGE = {
  currentPassword: PASSWORD,
  password: OTHER_PASSWORD,
  passwordConfirmation: OTHER_PASSWORD,
}

/** Sends the form, and does the other thing while the server is busy with the password in it. */
async function during(request: () => Promise<unknown>, otherThing: () => Promise<unknown>) {
  let pending: Promise<unknown> | undefined
  await whileHashing(async () => {
    pending = request()
    await untilQueued(1)
    await otherThing()
  })
  return pending
}

async function assertSignedOut(
  assert: { equal(a: unknown, b: unknown): void },
  browser: Browser & { person: Person }
) {
  assert.equal(await countSignIns(browser.person), 0)
  assert.equal(await countSessions(browser.person), 0)
  assert.equal((await browser.get('/api/v1/me')).status, 401)
}

test.group('A request in flight', () => {
  test('does not bring back a session that ended meanwhile', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    const submit = () => browser.submit('/account', CHANGE, '/account/password')
    await during(submit, () => app.api('DELETE', '/api/v1/sign-ins'))
    await app.api('DELETE', '/api/v1/sign-ins/current')
    await assertSignedOut(assert, browser)
  })

  test('does not bring it back with a form that comes back either', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    const wrong = { ...CHANGE, currentPassword: 'wrong' }
    const submit = () => browser.submit('/account', wrong, '/account/password')
    await during(submit, () => app.api('DELETE', '/api/v1/sign-ins'))
    await app.api('DELETE', '/api/v1/sign-ins/current')
    await assertSignedOut(assert, browser)
  })

  test('does not change a password that is changed meanwhile', async ({ assert }) => {
    const app = await signInApp()
    const change = (password: string) =>
      app.api('PUT', '/api/v1/me/password', { currentPassword: PASSWORD, password })
    const answers = await Promise.all([change(OTHER_PASSWORD), change('carpet lemon fog')])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 422])
    const loser = answers.find(({ status }) => status === 422)!
    assert.equal(loser.problem.errors?.[0].field, 'currentPassword')
  })

  test('does not change an account that is suspended meanwhile', async ({ assert }) => {
    const app = await signInApp()
    const { username: login } = app.person
    for (const [method, path] of [
      ['PUT', '/api/v1/me/password'],
      ['DELETE', '/api/v1/me'],
    ]) {
      const answer = await during(
        () => app.api(method, path, CHANGE),
        () => suspend(app.person)
      )
      assert.include(answer, { status: 403 }, path)
      await activate(app.person)
      app.pair = (await signInApp(app.person)).pair
    }
    assert.equal((await postJson('/api/v1/tokens', { login, password: PASSWORD })).status, 201)
  })

  test('does not sign in to an account that is suspended meanwhile', async ({ assert }) => {
    const person = await createUser()
    const signIn = () =>
      postJson('/api/v1/tokens', { login: person.username, password: person.password })
    const answer = await during(signIn, () => suspend(person))
    assert.include(answer, { status: 403 })
    assert.equal(await countSignIns(person), 0)
  })

  test('does not sign in with a password that is changed meanwhile', async ({ assert }) => {
    const app = await signInApp()
    const { username: login } = app.person
    const [change, signIn] = await Promise.all([
      app.api('PUT', '/api/v1/me/password', CHANGE),
      during(
        () => postJson('/api/v1/tokens', { login, password: PASSWORD }),
        () => untilQueued(2)
      ),
    ])
    assert.equal(change.status, 204)
    const old = await postJson('/api/v1/tokens', { login, password: PASSWORD })
    assert.equal(old.status, 400)
    // Whichever came first, only this device is left.
    assert.include([201, 400], (signIn as { status: number }).status)
    assert.equal(await countSignIns(app.person), 1)
  })
})
