import { test } from '@japa/runner'
import User from '#models/user'
import { makeScript } from '#tests/helpers/clients/scripts'
import { type App, signInApp, type SignInBody } from '#tests/helpers/clients/sign_in'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { field, file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { kindsOfMailsTo, linkIn } from '#tests/helpers/people/mailbox'
import { reset } from '#tests/helpers/people/password_resets'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { run } from '#tests/helpers/servers/commands'
import { createUser, OTHER_PASSWORD, registration } from '#tests/helpers/people/users'

test.group('The super user', (group) => {
  let admin: App
  group.setup(async () => {
    admin = await signInAppOfSuperUser()
    return uncrown
  })

  const at = ({ id }: { id: number }, rest = '') => `/api/v1/admin/users/${id}${rest}`

  test('invites somebody, who chooses the password by the mail', async ({ assert }) => {
    const { username, email } = registration()
    const answer = await admin.api('POST', '/api/v1/admin/users', { username, email })
    assert.equal(answer.status, 201)
    assert.deepEqual(await kindsOfMailsTo(email), ['account_invitation'])

    const { token } = await linkIn(email, 'account_invitation')
    assert.equal((await reset(token)).status, 204)
    const person = { ...answer.data<{ id: number }>(), username, email, password: OTHER_PASSWORD }
    const { emailVerifiedAt } = (await (await signInApp(person)).get('/api/v1/me')).data()
    assert.isNotNull(emailVerifiedAt)
  })

  test('cannot give a name or an address away that somebody has', async ({ assert }) => {
    const { username, email } = await createUser()
    const other = registration()
    for (const [taken, body] of [
      ['username', { username, email: other.email }],
      ['email', { username: other.username, email }],
    ] as const) {
      const answer = await admin.api('POST', '/api/v1/admin/users', body)
      assert.deepEqual([answer.status, answer.problem.errors?.[0].field], [422, taken])
    }
  })

  test('deletes an account and restores it', async ({ assert }) => {
    const app = await signInApp()
    assert.equal((await admin.api('DELETE', at(app.person))).status, 204)
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.equal((await admin.api('DELETE', at(app.person))).status, 409)

    assert.equal((await admin.api('POST', at(app.person, '/restoration'))).status, 200)
    assert.equal((await (await signInApp(app.person)).get('/api/v1/me')).status, 200)
    assert.equal((await admin.api('POST', at(app.person, '/restoration'))).status, 409)
  })

  test('is told what a restored account lacks in words that fit command and API', async ({
    assert,
  }) => {
    const { person } = await signInApp()
    await admin.api('DELETE', at(person))
    await createUser({ email: person.email })
    const { status, problem } = await admin.api('POST', at(person, '/restoration'))
    assert.equal(status, 409)
    assert.match(problem.detail, /now belongs to another account\. Give this account another email/)
    assert.notInclude(problem.detail, '--')
    assert.deepEqual((await run('user:restore', person.username)).errors, [
      `[ error ] ${problem.detail}`,
    ])
  })

  test('sees where somebody is signed in, and ends one or all', async ({ assert }) => {
    const [one, another] = [await signInApp(), await signInApp()]
    const second = await signInApp(one.person)
    const { id } = second.pair.signIn
    const list = (await admin.get(at(one.person, '/sign-ins'))).data<SignInBody[]>()
    assert.lengthOf(list, 2)
    assert.isTrue(list.every(({ current }) => !current))

    assert.equal((await admin.api('DELETE', `/api/v1/admin/sign-ins/${id}`)).status, 204)
    assert.equal((await second.get('/api/v1/me')).status, 401)
    assert.equal((await one.get('/api/v1/me')).status, 200)
    assert.equal((await admin.api('DELETE', at(one.person, '/sign-ins'))).status, 204)
    assert.equal((await one.get('/api/v1/me')).status, 401)
    assert.equal((await another.get('/api/v1/me')).status, 200)
  })

  test('sees the names of personal tokens, and ends one or all', async ({ assert }) => {
    const app = await signInApp()
    const scripts = [
      await makeScript(['profile:read'], app),
      await makeScript(['profile:read'], app),
    ]
    const answer = await admin.get(at(app.person, '/personal-tokens'))
    assert.lengthOf(answer.data<object[]>(), 2)
    for (const { token } of scripts) assert.notInclude(answer.text, token)

    await admin.api('DELETE', `/api/v1/admin/personal-tokens/${scripts[0].id}`)
    assert.equal((await scripts[0].get('/api/v1/me')).status, 401)
    assert.equal((await scripts[1].get('/api/v1/me')).status, 200)
    await admin.api('DELETE', at(app.person, '/personal-tokens'))
    assert.equal((await scripts[1].get('/api/v1/me')).status, 401)
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })

  test('has a password reset sent, and never sees the link', async ({ assert }) => {
    const person = await createUser()
    const answer = await admin.api('POST', at(person, '/password-resets'))
    assert.equal(answer.status, 202)
    const { token } = await linkIn(person.email, 'reset_password')
    assert.notInclude(answer.text, token)
    assert.equal((await reset(token)).status, 204)
  })

  test('has an address confirmed again', async ({ assert }) => {
    const person = await createVerifiedUser()
    assert.equal((await admin.api('POST', at(person, '/email-verifications'))).status, 202)
    assert.isNull((await User.findOrFail(person.id)).emailVerifiedAt)
    const { path } = await linkIn(person.email, 'verify_email')
    assert.match(path, /^\/verify-email\//)
  })

  test('marks an address as confirmed, and gives nobody what waits for its owner', async ({
    assert,
  }) => {
    const person = await createUser()
    assert.equal((await admin.api('PUT', at(person, '/email-verifications'))).status, 204)
    const { emailVerifiedAt, emailClaimedAt } = await User.findOrFail(person.id)
    assert.isNotNull(emailVerifiedAt)
    assert.isNull(emailClaimedAt)
  })

  test('gives an account limits of its own, which hold from the next upload', async ({
    assert,
  }) => {
    const app = await signInApp()
    const upload = () =>
      app.send('POST', '/api/v1/files', {
        body: form(file('notes.txt')),
        headers: MULTIPART,
      })
    assert.equal((await upload()).status, 201)
    type Body = { files: object; ownLimits: object }
    const set = async (limits: object) =>
      (await admin.api('PATCH', at(app.person), limits)).data<Body>()
    assert.containSubset(await set({ fileLimit: 1 }), { files: { count: 1, limit: 1 } })
    assert.equal((await upload()).status, 413)
    assert.containSubset(await set({ fileLimit: null, quotaBytes: 5 }), {
      files: { quotaBytes: 5 },
      ownLimits: { quotaBytes: 5, fileLimit: null },
    })
    assert.equal((await upload()).status, 413)
    await set({ quotaBytes: null })
    assert.equal((await upload()).status, 201)
  })

  test('cannot open what others keep', async ({ assert }) => {
    const app = await signInApp()
    const body = form(field('name', 'diary.txt'), file('diary.txt'))
    const kept = await app.send('POST', '/api/v1/files', { body, headers: MULTIPART })
    const { id } = kept.data<{ id: string }>()
    for (const path of [`/file/${id}`, `/api/v1/files/${id}`])
      assert.equal((await admin.get(path)).status, 404)
    assert.notInclude((await admin.get(at(app.person))).text, 'diary')
  })
})
