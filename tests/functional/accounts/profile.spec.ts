import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import type { Answer } from '#tests/helpers/clients/http'
import { kindsOfMailsTo, newestMail } from '#tests/helpers/people/mailbox'
import { createUser, PASSWORD, uniqueName, type UserBody } from '#tests/helpers/people/users'

const broken = ({ status, problem }: Answer) => [
  status,
  ...(problem.errors ?? []).map(({ field, rule }) => `${field} ${rule}`),
]

test.group('Who I am', () => {
  test('is the same to cookie and token: {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const { id, username, email } = client.person
      const answer = await client.get('/api/v1/me')
      assert.equal(answer.headers['cache-control'], 'no-store')
      const { createdAt, updatedAt, ...user } = answer.data<UserBody>()
      assert.deepEqual(user, {
        id,
        username,
        email,
        pendingEmail: null,
        status: 'active',
        isSuperUser: false,
        displayName: null,
        pictureUrl: null,
        language: null,
        theme: null,
        timeZone: null,
        shareMails: true,
        emailVerifiedAt: null,
      })
    })

  test('is what the token says where a cookie of somebody else comes along', async ({ assert }) => {
    const app = await signInApp()
    const browser = await signInBy('cookie')
    const headers = { Authorization: `Bearer ${app.pair.accessToken}` }
    const answer = await browser.get('/api/v1/me', headers)
    assert.equal(answer.data<UserBody>().id, app.person.id)
    assert.notProperty(answer.headers, 'set-cookie')
  })

  test('is nobody where the token is bad, whatever the cookie', async ({ assert }) => {
    const browser = await signInBy('cookie')
    for (const authorization of ['Bearer', 'Bearer ', 'Bearer x', 'bearer\tx', 'Bearer a b']) {
      const answer = await browser.get('/api/v1/me', { Authorization: authorization })
      assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid_token'], authorization)
    }
  })
})

test.group('Changing who I am', () => {
  test('tells the owner of a new username, and of none that is the old one', async ({ assert }) => {
    const app = await signInApp()
    const { person } = app
    await app.api('PATCH', '/api/v1/me', { username: person.username.toUpperCase() })
    assert.notInclude(await kindsOfMailsTo(person.email), 'username_changed')

    const username = uniqueName()
    await app.api('PATCH', '/api/v1/me', { username })
    const { text } = await newestMail(person.email, 'username_changed')
    assert.include(text!.replaceAll('\n', ' '), `now ${username}. It was ${person.username} before`)
  })

  test('gives a new username without a password, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const username = uniqueName()
      const answer = await client.api('PATCH', '/api/v1/me', { username: username.toUpperCase() })
      assert.equal(answer.status, 200)
      assert.equal(answer.data<UserBody>().username, username)
      assert.equal((await client.get('/api/v1/me')).data<UserBody>().username, username)
    })

  test('notes a new address for who knows the password', async ({ assert }) => {
    const app = await signInApp()
    const email = `${uniqueName()}@example.org`
    const change = (body: object) => app.api('PATCH', '/api/v1/me', body)
    assert.deepEqual(broken(await change({ email, currentPassword: 'something else' })), [
      422,
      'currentPassword current_password',
    ])
    const answer = await change({ email, currentPassword: PASSWORD })
    assert.include(answer.data<UserBody>(), { email: app.person.email, pendingEmail: email })
  })

  test('gives nothing that somebody else has', async ({ assert }) => {
    const [app, other] = [await signInApp(), await createUser()]
    const change = (body: object) =>
      app.api('PATCH', '/api/v1/me', { ...body, currentPassword: PASSWORD })
    assert.deepEqual(broken(await change({ username: other.username.toUpperCase() })), [
      422,
      'username unique',
    ])
    assert.deepEqual(broken(await change({ email: other.email })), [422, 'email unique'])
    assert.deepEqual(broken(await change({ username: 'admin' })), [422, 'username reserved'])
    const me = (await app.get('/api/v1/me')).data<UserBody>()
    assert.include(me, { username: app.person.username, email: app.person.email })
  })

  test('gives a name that two want at once to one of them', async ({ assert }) => {
    const apps = [await signInApp(), await signInApp()]
    const username = uniqueName()
    const answers = await Promise.all(
      apps.map((app) => app.api('PATCH', '/api/v1/me', { username }))
    )
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 422])
  })

  test('changes nothing else', async ({ assert }) => {
    const app = await signInApp()
    const body = { username: uniqueName(), isSuperUser: true, status: 'deleted', id: 1 }
    const answer = await app.api('PATCH', '/api/v1/me', body)
    assert.include(answer.data<UserBody>(), {
      id: app.person.id,
      status: 'active',
      isSuperUser: false,
    })
  })

  test('wants to be told what to change', async ({ assert }) => {
    const app = await signInApp()
    for (const body of [{}, { username: null }, { username: '' }, undefined])
      assert.equal((await app.api('PATCH', '/api/v1/me', body)).status, 422, JSON.stringify(body))
  })
})
