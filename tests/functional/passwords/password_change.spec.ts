import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBrowser, signInBy } from '#tests/helpers/clients/sign_in'
import { postJson } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { OTHER_PASSWORD, PASSWORD } from '#tests/helpers/people/users'

const CHANGE = { currentPassword: PASSWORD, password: OTHER_PASSWORD }
const PATH = '/api/v1/me/password'

test.group('Changing the password', () => {
  test('takes effect at once, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const answer = await client.api('PUT', PATH, CHANGE)
      assert.deepEqual([answer.status, answer.text], [204, ''])

      const { username: login } = client.person
      const signIn = (password: string) => postJson('/api/v1/tokens', { login, password })
      assert.equal((await signIn(PASSWORD)).problem.code, 'invalid_credentials')
      assert.equal((await signIn(OTHER_PASSWORD)).status, 201)
    })

  test('ends every other sign-in and keeps this one, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const [app, browser] = [await signInApp(client.person), await signInBrowser(client.person)]
      await client.api('PUT', PATH, CHANGE)
      assert.equal((await app.get('/api/v1/me')).status, 401)
      assert.equal((await app.refresh()).problem.code, 'invalid_grant')
      assert.equal((await browser.get('/api/v1/me')).status, 401)
      assert.equal((await client.get('/api/v1/me')).status, 200)
      assert.equal(await countSignIns(client.person), 1)
    })

  test('wants the current password', async ({ assert }) => {
    const app = await signInApp()
    const other = await signInApp(app.person)
    const { status, problem } = await app.api('PUT', PATH, {
      currentPassword: 'something else',
      password: OTHER_PASSWORD,
    })
    assert.equal(status, 422)
    assert.deepEqual(
      problem.errors?.map(({ field, rule }) => [field, rule]),
      [['currentPassword', 'current_password']]
    )
    assert.equal((await other.get('/api/v1/me')).status, 200)
  })

  test('follows the rules for new passwords', async ({ assert }) => {
    const app = await signInApp()
    for (const [password, rule] of [
      ['too short', 'minLength'],
      ['password1234', 'common_password'],
      [`my ${app.person.username} name`, 'personal_password'],
      [`my ${app.person.email}`, 'personal_password'],
      [PASSWORD, 'notSameAs'],
    ]) {
      const { problem } = await app.api('PUT', PATH, { currentPassword: PASSWORD, password })
      assert.deepInclude(problem.errors?.[0], { field: 'password', rule })
    }
  })
})
