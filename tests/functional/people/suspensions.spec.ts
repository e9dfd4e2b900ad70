import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { get, postJson } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { type App, CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { linked } from '#tests/helpers/files/sharing'
import { newestMail } from '#tests/helpers/people/mailbox'
import { createUser, type Person, suspend } from '#tests/helpers/people/users'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'

const REASON = 'Sent advertising to strangers'
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

/** As if the suspension had ended a minute ago. */
const letItEnd = ({ id }: Person) =>
  db
    .from('users')
    .where('id', id)
    .update({ suspended_until: db.raw(`now() - interval '1 minute'`) })

test.group('Suspending somebody', (group) => {
  let admin: App & { person: Person }
  group.setup(async () => {
    admin = await signInAppOfSuperUser()
    return uncrown
  })

  const at = ({ id }: Person) => `/api/v1/admin/users/${id}/suspension`
  const put = (person: Person, body: object) => admin.api('PUT', at(person), body)

  test('stops them on the next request, and says why and until when, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const until = tomorrow()
      const answer = await put(client.person, { reason: REASON, until })
      assert.equal(answer.status, 200)
      assert.containSubset(answer.data(), {
        status: 'suspended',
        suspension: { reason: REASON, until },
      })

      const { status, problem } = await client.get('/api/v1/me')
      assert.deepEqual([status, problem.code], [403, 'account_suspended'])
      assert.containSubset(problem, { reason: REASON, until })
      assert.include(problem.detail, REASON)
    })

  test('tells a right password why, and a wrong one nothing', async ({ assert }) => {
    const person = await createUser()
    await put(person, { reason: REASON })
    const signIn = (password: string) =>
      postJson('/api/v1/tokens', { login: person.username, password })
    assert.containSubset((await signIn(person.password)).problem, { reason: REASON, until: null })
    const wrong = await signIn('not the password')
    assert.deepEqual([wrong.status, wrong.problem.code], [400, 'invalid_credentials'])
    assert.notInclude(wrong.text, REASON)
  })

  test('tells them by mail', async ({ assert }) => {
    const person = await createUser()
    await put(person, { reason: REASON, until: '2099-01-31T12:00:00Z' })
    const { text } = await newestMail(person.email, 'account_suspended')
    assert.include(text!, REASON)
    assert.include(text!, '31 January 2099, 12:00 UTC')
  })

  test('is changed by suspending again, and began when it did', async ({ assert }) => {
    const person = await createUser()
    type Body = { suspension: { since: string; reason: string; until: string | null } }
    const first = (await put(person, { reason: REASON, until: tomorrow() })).data<Body>()
    const second = (await put(person, { reason: 'Again' })).data<Body>()
    assert.deepEqual(second.suspension, { ...first.suspension, reason: 'Again', until: null })
  })

  test('ends by hand, and then they sign in anew', async ({ assert }) => {
    const app = await signInApp()
    await put(app.person, { reason: REASON })
    assert.equal((await admin.api('DELETE', at(app.person))).status, 204)
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.equal((await (await signInApp(app.person)).get('/api/v1/me')).status, 200)
    assert.equal((await admin.api('DELETE', at(app.person))).status, 404)
  })

  test('cannot be done to the super user, nor to who is deleted', async ({ assert }) => {
    const itself = await put(admin.person, { reason: REASON })
    assert.deepEqual([itself.status, itself.problem.code], [409, 'conflict'])
    assert.equal((await admin.get('/api/v1/me')).status, 200)
  })

  test('wants a reason, and an end that is to come: {field}')
    .with([
      { field: 'reason', body: {} },
      { field: 'reason', body: { reason: ' ' } },
      { field: 'reason', body: { reason: 'x'.repeat(501) } },
      { field: 'until', body: { reason: REASON, until: '2020-01-01' } },
      { field: 'until', body: { reason: REASON, until: 'soon' } },
    ])
    .run(async ({ assert }, { field, body }) => {
      const answer = await put(await createUser(), body)
      assert.deepEqual([answer.status, answer.problem.errors?.[0].field], [422, field])
    })
})

test.group('A suspension with an end', () => {
  const inAnHour = () => DateTime.now().plus({ hours: 1 })

  test('ends by itself, and what was signed in goes on: {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      await suspend(client.person, { until: inAnHour() })
      assert.equal((await client.get('/api/v1/me')).status, 403)
      await letItEnd(client.person)
      const { status } = (await client.get('/api/v1/me')).data<{ status: string }>()
      assert.equal(status, 'active')
    })

  test('ends for signing in, for refreshing and for scripts', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    await suspend(app.person, { until: inAnHour() })
    await letItEnd(app.person)
    assert.equal((await app.refresh()).status, 200)
    assert.equal((await script.get('/api/v1/me')).status, 200)
    assert.equal((await (await signInApp(app.person)).get('/api/v1/me')).status, 200)
  })

  test('ends for what they share by a link', async ({ assert }) => {
    const app = await signInApp()
    const link = await linked(app, await keepFile(app.person))
    const path = new URL(link.url).pathname + new URL(link.url).search
    await suspend(app.person, { until: inAnHour() })
    assert.equal((await get(path)).status, 404)
    await letItEnd(app.person)
    assert.equal((await get(path)).status, 200)
  })

  test('ends for the list of what they share with people', async ({ assert }) => {
    const [owner, reader] = [await signInApp(), await signInApp()]
    await shareWith(await keepFile(owner.person), reader.person)
    const total = async () => {
      const answer = await reader.get('/api/v1/files?shared=with-me')
      return answer.json<{ meta: { total: number } }>().meta.total
    }
    await suspend(owner.person, { until: inAnHour() })
    assert.equal(await total(), 0)
    await letItEnd(owner.person)
    assert.equal(await total(), 1)
  })

  test('is written down as over by the next change of the account', async ({ assert }) => {
    const app = await signInApp()
    await suspend(app.person, { until: inAnHour() })
    await letItEnd(app.person)
    assert.equal(
      (await app.api('PATCH', '/api/v1/me', { username: `${app.person.username}x`.slice(-30) }))
        .status,
      200
    )
    const row = await db.from('users').where('id', app.person.id).firstOrFail()
    assert.containSubset(row, { status: 'active', suspended_until: null, suspension_reason: null })
  })
})
