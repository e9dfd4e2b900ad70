import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { ageConfirmation } from '#tests/helpers/time'
import { createUser, OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

const CONFIRMATION = '/api/v1/sign-ins/current/confirmation'
const TOKEN_WISH = { name: 'Backup', scopes: ['files:read'] }

const CLIENTS = { cookie: signInBrowser, token: signInApp }
const KINDS = ['cookie', 'token'] as const

const newEmail = () => ({ email: `${uniqueName()}@example.org` })

const ACTIONS = [
  { what: 'delete the account', method: 'DELETE', path: '/api/v1/me', body: () => ({}) },
  {
    what: 'change the password',
    method: 'PUT',
    path: '/api/v1/me/password',
    body: () => ({ password: OTHER_PASSWORD }),
  },
  { what: 'change the email address', method: 'PATCH', path: '/api/v1/me', body: newEmail },
  {
    what: 'make a personal token',
    method: 'POST',
    path: '/api/v1/personal-tokens',
    body: () => TOKEN_WISH,
  },
]

test.group('Confirm that it is you', () => {
  for (const kind of KINDS) {
    test(`a ${kind} whose password was entered long ago may not {what}`)
      .with(ACTIONS)
      .run(async ({ assert }, { method, path, body }) => {
        const client = await CLIENTS[kind]()
        await ageConfirmation(client.person.id, 16)

        const answer = await client.api(method, path, body())

        assert.equal(answer.status, 403)
        assert.equal(answer.problem.code, 'reauthentication_required')
      })

    test(`a ${kind} that has just signed in may {what}`)
      .with(ACTIONS)
      .run(async ({ assert }, { method, path, body }) => {
        const client = await CLIENTS[kind]()
        const answer = await client.api(method, path, body())
        assert.include([200, 201, 204], answer.status)
      })

    test(`a ${kind} that confirms may go on for 15 minutes`, async ({ assert }) => {
      const client = await CLIENTS[kind]()
      await ageConfirmation(client.person.id, 60)

      const confirmed = await client.api('PUT', CONFIRMATION, { password: PASSWORD })
      assert.equal(confirmed.status, 204)
      const made = await client.api('POST', '/api/v1/personal-tokens', TOKEN_WISH)
      assert.equal(made.status, 201)

      await ageConfirmation(client.person.id, 16)
      const late = await client.api('POST', '/api/v1/personal-tokens', TOKEN_WISH)
      assert.equal(late.problem.code, 'reauthentication_required')
    })
  }

  test('the right current password in the request is enough to {what}')
    .with(ACTIONS)
    .run(async ({ assert }, { method, path, body }) => {
      const app = await signInApp()
      await ageConfirmation(app.person.id, 60)
      const answer = await app.api(method, path, { ...body(), currentPassword: PASSWORD })
      assert.include([200, 201, 204], answer.status)
    })

  test('a wrong one is refused to {what}')
    .with(ACTIONS)
    .run(async ({ assert }, { method, path, body }) => {
      const app = await signInApp()
      const answer = await app.api(method, path, { ...body(), currentPassword: 'not the password' })
      assert.equal(answer.status, 422)
      assert.equal(answer.problem.errors![0].field, 'currentPassword')
    })

  test('the right current password counts as confirmation', async ({ assert }) => {
    const app = await signInApp()
    await ageConfirmation(app.person.id, 60)

    const body = { ...newEmail(), currentPassword: PASSWORD }
    assert.equal((await app.api('PATCH', '/api/v1/me', body)).status, 200)
    assert.equal((await app.api('POST', '/api/v1/personal-tokens', TOKEN_WISH)).status, 201)
  })

  test('a wrong current password is refused even where none was needed', async ({ assert }) => {
    const app = await signInApp()
    const answer = await app.api('DELETE', '/api/v1/me', { currentPassword: 'not the password' })
    assert.equal(answer.status, 422)
    assert.equal(answer.problem.errors![0].field, 'currentPassword')
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })

  test('a wrong password confirms nothing', async ({ assert }) => {
    const app = await signInApp()
    await ageConfirmation(app.person.id, 60)

    const answer = await app.api('PUT', CONFIRMATION, { password: 'not the password' })
    assert.equal(answer.status, 422)
    assert.equal(answer.problem.errors![0].field, 'password')
    const refused = await app.api('DELETE', '/api/v1/me', {})
    assert.equal(refused.problem.code, 'reauthentication_required')
  })

  test('confirming one sign-in confirms no other', async ({ assert }) => {
    const person = await createUser()
    const here = await signInApp(person)
    const elsewhere = await signInApp(person)
    await ageConfirmation(person.id, 60)
    await here.api('PUT', CONFIRMATION, { password: PASSWORD })

    const answer = await elsewhere.api('POST', '/api/v1/personal-tokens', TOKEN_WISH)
    assert.equal(answer.problem.code, 'reauthentication_required')
  })

  test('a new username needs no confirmation', async ({ assert }) => {
    const app = await signInApp()
    await ageConfirmation(app.person.id, 60)
    const answer = await app.api('PATCH', '/api/v1/me', { username: uniqueName('bea') })
    assert.equal(answer.status, 200)
  })

  test('a personal token cannot be confirmed', async ({ assert }) => {
    const script = await makeScript(['profile:write'])
    const answer = await script.api('PUT', CONFIRMATION, { password: PASSWORD })
    assert.equal(answer.status, 403)
    assert.equal(answer.problem.code, 'forbidden')
  })
})
