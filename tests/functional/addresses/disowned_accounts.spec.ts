import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInApp } from '#tests/helpers/clients/sign_in'
import { get, send } from '#tests/helpers/clients/http'
import { kindsOfMailsTo, linkIn, newestMail } from '#tests/helpers/people/mailbox'
import { linkFor } from '#tests/helpers/people/password_resets'
import { confirmAddress, confirmElsewhere } from '#tests/helpers/addresses'
import { reach, REACHED } from '#tests/helpers/files/sharing'
import { createUser, type Person, registration, suspend } from '#tests/helpers/people/users'
import {
  VERIFICATIONS,
  squat,
  newAddress,
  me,
  linkTo,
  resend,
} from '#tests/helpers/people/squatters'

/** The ways to say "That is not my account". */
const DISOWN: Record<string, (email: string) => Promise<{ status: number }>> = {
  'the page of a confirmation': async (email) => {
    const { path } = await linkIn(email, 'verify_email')
    return new Browser().submit(path, {}, `${path}?_method=DELETE`)
  },
  'the API, with a confirmation': async (email) => {
    const { token } = await linkIn(email, 'verify_email')
    return send('DELETE', VERIFICATIONS, { json: { token } })
  },
  'the page of a reset': async (email) => {
    const { path } = await linkFor(email)
    return new Browser().submit(path, {}, `${path}?_method=DELETE`)
  },
  'the API, with a reset': async (email) => {
    const { token } = await linkFor(email)
    return send('DELETE', '/api/v1/password-resets', { json: { token } })
  },
}

const register = (names: Partial<Person>) =>
  send('POST', '/api/v1/users', { json: registration(names) })

test.group('Whoever says that it is not their account', () => {
  test('gets their address back, by {$self}')
    .with(Object.keys(DISOWN))
    .run(async ({ assert }, way) => {
      const { file, email, stranger } = await squat()
      assert.equal((await register({ email })).status, 422)
      assert.oneOf((await DISOWN[way](email)).status, [204, 303])

      assert.equal((await stranger.get('/api/v1/me')).status, 401)
      assert.equal((await register({ email })).status, 201)
      const [row] = await db.from('users').where('id', stranger.person.id)
      assert.notInclude(JSON.stringify(row), email)

      const newcomer = await db.from('users').where('email', email).firstOrFail()
      const owner = await signInApp({ ...stranger.person, username: newcomer.username })
      await confirmAddress(owner, email)
      assert.deepEqual(await reach(owner, file), REACHED)
    })

  test('is heard by a reset also after they confirmed it by mistake', async ({ assert }) => {
    const { email, stranger } = await squat()
    await confirmElsewhere(email)
    assert.equal((await DISOWN['the page of a reset'](email)).status, 303)
    assert.equal((await stranger.get('/api/v1/me')).status, 401)
    assert.equal((await register({ email })).status, 201)
  })

  test('is heard of a suspended account', async ({ assert }) => {
    const { email, stranger } = await squat()
    await suspend(stranger.person)
    await DISOWN['the page of a reset'](email)
    assert.equal((await register({ email })).status, 201)
  })

  test('keeps the account that wanted to move to their address where it was', async ({
    assert,
  }) => {
    const app = await signInApp()
    const email = newAddress()
    await app.api('PATCH', '/api/v1/me', { email, currentPassword: app.person.password })
    await DISOWN['the API, with a confirmation'](email)
    const { email: current, pendingEmail } = await me(app)
    assert.deepEqual([current, pendingEmail], [app.person.email, null])
  })

  test('is asked once', async ({ assert }) => {
    const { email } = await createUser()
    const { token } = await linkTo({ email })
    const answers = await Promise.all(
      [1, 2].map(() => send('DELETE', VERIFICATIONS, { json: { token } }))
    )
    assert.sameMembers(
      answers.map(({ status }) => status),
      [204, 422]
    )
  })

  test('cannot take an account from who has claimed the address', async ({ assert }) => {
    const app = await signInApp()
    await resend(app)
    await confirmAddress(app)
    const { email } = app.person
    const { path } = await linkFor(email)
    assert.notInclude((await get(path)).text, 'That is not my account')
    assert.equal((await DISOWN['the API, with a reset'](email)).status, 422)
    assert.equal((await app.get('/api/v1/me')).status, 200)
    assert.notInclude((await newestMail(email, 'reset_password')).text!, 'not my account')
  })

  test('changes nothing by opening the links', async ({ assert }) => {
    const { email, stranger } = await squat()
    await get((await linkTo({ email })).path)
    await get((await linkFor(email)).path)
    assert.equal((await stranger.get('/api/v1/me')).status, 200)
    assert.notInclude(await kindsOfMailsTo(email), 'account_deleted')
  })
})
