import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { makeScript, type PersonalTokenBody } from '#tests/helpers/clients/scripts'
import { statementsOf } from '#tests/helpers/database/statements'
import {
  activate,
  deleteAccount,
  OTHER_PASSWORD,
  PASSWORD,
  suspend,
  uniqueName,
} from '#tests/helpers/people/users'

const TOKENS = '/api/v1/personal-tokens'
const DAY = 24 * 60 * 60 * 1000
const ALL_BUT_ADMIN = ['profile:read', 'profile:write', 'files:read', 'files:write', 'shares:write']

const daysUntil = (time: string) => Math.round((Date.parse(time) - Date.now()) / DAY)

test.group('Personal tokens', () => {
  test('it is shown once and only its hash is kept', async ({ assert }) => {
    const app = await signInApp()
    const made = await app.api('POST', TOKENS, { name: 'Backup', scopes: ['files:read'] })
    const { id, token, ...rest } = made.data<PersonalTokenBody>()

    assert.equal(made.status, 201)
    assert.equal(made.headers['cache-control'], 'no-store')
    assert.match(token!, /^gatehouse_pt_[0-9A-Za-z]{36}$/)
    assert.deepInclude(rest, { name: 'Backup', scopes: ['files:read'], lastUsedAt: null })

    const listed = (await app.get(TOKENS)).data<PersonalTokenBody[]>()
    assert.deepEqual(listed, [{ id, ...rest }])
    const row = await db.from('personal_tokens').where('id', id).first()
    assert.notInclude(JSON.stringify({ ...row, hash: String(row.hash) }), token!)
  })

  test('it is good for 90 days unless told, and for a year at most', async ({ assert }) => {
    const app = await signInApp()
    const make = (expiresInDays?: unknown) =>
      app.api('POST', TOKENS, { name: uniqueName('x'), scopes: ['files:read'], expiresInDays })

    assert.equal(daysUntil((await make()).data<PersonalTokenBody>().expiresAt), 90)
    assert.equal(daysUntil((await make(365)).data<PersonalTokenBody>().expiresAt), 365)
    for (const days of [0, -1, 366, 1.5, 'soon']) assert.equal((await make(days)).status, 422)
  })

  test('what cannot be given is refused: {$self}')
    .with([
      { name: 'x', scopes: [] },
      { name: 'x', scopes: ['everything'] },
      { name: 'x', scopes: ['files:read', 'files:read'] },
      { name: 'x', scopes: 'files:read' },
      { name: 'x' },
      { name: '', scopes: ['files:read'] },
      { name: 'x'.repeat(101), scopes: ['files:read'] },
      { name: 'x', scopes: ['admin'] },
    ])
    .run(async ({ assert }, body) => {
      const app = await signInApp()
      const answer = await app.api('POST', TOKENS, body)
      assert.equal(answer.status, 422)
      assert.equal(answer.problem.code, 'validation_failed')
    })

  test('a script does what its scopes say', async ({ assert }) => {
    const reader = await makeScript(['profile:read'])
    assert.equal((await reader.get('/api/v1/me')).status, 200)

    const refused = await reader.api('PATCH', '/api/v1/me', { username: uniqueName() })
    assert.equal(refused.status, 403)
    assert.equal(refused.problem.code, 'insufficient_scope')
    assert.equal(
      refused.headers['www-authenticate'],
      'Bearer realm="gatehouse", error="insufficient_scope", scope="profile:write"'
    )

    const writer = await makeScript(['profile:write'])
    const changed = await writer.api('PATCH', '/api/v1/me', { username: uniqueName() })
    assert.equal(changed.status, 200)
    assert.equal((await writer.get('/api/v1/me')).problem.code, 'insufficient_scope')
  })

  test('a script may not do what wants a person: {method} {path}')
    .with([
      { method: 'DELETE', path: '/api/v1/me', body: { currentPassword: PASSWORD } },
      {
        method: 'PATCH',
        path: '/api/v1/me',
        body: { email: 'new@example.org', currentPassword: PASSWORD },
      },
      {
        method: 'PUT',
        path: '/api/v1/me/password',
        body: { currentPassword: PASSWORD, password: OTHER_PASSWORD },
      },
      { method: 'POST', path: TOKENS, body: { name: 'x', scopes: ['files:read'] } },
      { method: 'DELETE', path: '/api/v1/sign-ins', body: undefined },
      { method: 'DELETE', path: '/api/v1/sign-ins/current', body: undefined },
    ])
    .run(async ({ assert }, { method, path, body }) => {
      const script = await makeScript(ALL_BUT_ADMIN)
      const answer = await script.api(method, path, body)
      assert.equal(answer.status, 403)
      assert.equal(answer.problem.code, 'forbidden')
    })

  test('a script lists sign-ins, none of them as its own', async ({ assert }) => {
    const script = await makeScript(['profile:read'])
    const signIns = (await script.get('/api/v1/sign-ins')).data<{ current: boolean }[]>()
    assert.deepEqual(
      signIns.map(({ current }) => current),
      [false]
    )
  })

  test('a check is one SELECT, and last use is written once a minute', async ({ assert }) => {
    const script = await makeScript(['profile:read'])
    await script.get('/api/v1/me')
    const statements = await statementsOf(() => script.get('/api/v1/me'))
    assert.lengthOf(statements, 1)
    assert.match(statements[0], /^\s*select/)

    const row = await db.from('personal_tokens').where('id', script.id).first()
    assert.closeTo(row.last_used_at.getTime(), Date.now(), 60_000)
  })

  test('a refused request is no use of the token', async ({ assert }) => {
    const script = await makeScript(['files:read'])
    await script.get('/api/v1/me')
    const row = await db.from('personal_tokens').where('id', script.id).first()
    assert.isNull(row.last_used_at)
  })

  test('one that is mistyped or expired is an invalid token', async ({ assert }) => {
    const script = await makeScript(['profile:read'])
    const mistyped = script.token.slice(0, -1) + (script.token.endsWith('a') ? 'b' : 'a')
    const headers = { Authorization: `Bearer ${mistyped}` }
    const answer = await send('GET', '/api/v1/me', { headers })
    assert.equal(answer.problem.code, 'invalid_token')

    await db.from('personal_tokens').where('id', script.id).update({ expires_at: new Date() })
    assert.equal((await script.get('/api/v1/me')).problem.code, 'invalid_token')
  })

  test('it ends when its owner says so, at once', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    assert.equal((await app.api('DELETE', `${TOKENS}/${script.id}`)).status, 204)
    assert.equal((await script.get('/api/v1/me')).status, 401)
    assert.equal((await app.api('DELETE', `${TOKENS}/${script.id}`)).status, 404)
  })

  test('nobody ends or sees the token of someone else', async ({ assert }) => {
    const script = await makeScript(['profile:read'])
    const stranger = await signInApp()
    assert.equal((await stranger.api('DELETE', `${TOKENS}/${script.id}`)).status, 404)
    assert.deepEqual((await stranger.get(TOKENS)).data<unknown>(), [])
    assert.equal((await script.get('/api/v1/me')).status, 200)
  })

  test('it outlives a sign-out and a change of password', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    await app.api('PUT', '/api/v1/me/password', { password: OTHER_PASSWORD })
    await app.api('DELETE', '/api/v1/sign-ins/current')
    assert.equal((await script.get('/api/v1/me')).status, 200)
  })

  test('a suspension refuses it at once, and its end does not bring it back', async ({
    assert,
  }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    await suspend(app.person)
    assert.equal((await script.get('/api/v1/me')).problem.code, 'account_suspended')
    await activate(app.person)
    assert.equal((await script.get('/api/v1/me')).problem.code, 'invalid_token')
  })

  test('it ends with the account', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    await deleteAccount(app.person)
    assert.equal((await script.get('/api/v1/me')).problem.code, 'invalid_token')
    assert.isNull(await db.from('personal_tokens').where('id', script.id).first())
  })

  test('none is left behind by a deletion that comes at the same time', async ({ assert }) => {
    const app = await signInApp()
    const make = () => app.api('POST', TOKENS, { name: uniqueName(), scopes: ['profile:read'] })
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, make),
      app.api('DELETE', '/api/v1/me', {}),
    ])
    for (const { status } of answers) assert.include([201, 204, 401], status)
    assert.lengthOf(await db.from('personal_tokens').where('user_id', app.person.id), 0)
  })
})
