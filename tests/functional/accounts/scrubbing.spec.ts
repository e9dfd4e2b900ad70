import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { prune } from '#jobs/prune'
import User from '#models/user'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { postJson } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { createVerifiedUser } from '#tests/helpers/addresses'
import {
  activate,
  createUser,
  deleteAccount,
  type Person,
  registration,
  uniqueName,
} from '#tests/helpers/people/users'

async function deleteLongAgo(person: Person) {
  await deleteAccount(person)
  await db
    .from('users')
    .where('id', person.id)
    .update({ deleted_at: db.raw(`now() - interval '31 days'`) })
}

const register = (names: { username?: string; email?: string }) =>
  postJson('/api/v1/users', registration(names))

test.group('A deleted account after its grace period', () => {
  test('holds nothing personal any more', async ({ assert }) => {
    const app = await signInApp()
    await makeScript(['profile:read'], app)
    const { person } = app
    await deleteLongAgo(person)
    await prune()

    const row = await db.from('users').where('id', person.id).first()
    assert.notInclude(JSON.stringify(row), person.username)
    assert.equal(row.status, 'deleted')
    assert.equal(row.password_hash, 'scrubbed')
    const seen = await db.from('last_seen').where('user_id', person.id).firstOrFail()
    assert.equal(seen.at, -Infinity)
    for (const table of ['sign_ins', 'personal_tokens'])
      assert.lengthOf(await db.from(table).where('user_id', person.id), 0, table)
    const events = await db.from('events').where('user_id', person.id).whereNotNull('origin_digest')
    assert.isNotEmpty(events)
    for (const event of events)
      assert.deepEqual([event.ip_address, event.user_agent, event.origin_salt], [null, null, null])
  })

  test('keeps its confirmed names from everyone, in any case', async ({ assert }) => {
    const person = await createVerifiedUser()
    await deleteLongAgo(person)
    await prune()

    const byName = await register({ username: person.username.toUpperCase() })
    assert.equal(byName.status, 422)
    assert.deepInclude(byName.problem.errors![0], { field: 'username', rule: 'unique' })
    const byEmail = await register({ email: person.email })
    assert.deepInclude(byEmail.problem.errors![0], { field: 'email', rule: 'unique' })

    const app = await signInApp()
    const change = (body: object) => app.api('PATCH', '/api/v1/me', body)
    assert.equal((await change({ username: person.username })).status, 422)
    assert.equal((await change({ email: person.email })).status, 422)
  })

  test('answers a sign-in like an account that never was', async ({ assert }) => {
    const person = await createUser()
    await deleteLongAgo(person)
    await prune()
    const { username: login, password } = person
    assert.equal((await postJson('/api/v1/tokens', { login, password })).status, 400)
  })

  test('cannot be brought back', async ({ assert }) => {
    const person = await createUser()
    await deleteLongAgo(person)
    await prune()
    await assert.rejects(() => activate(person), /too long ago/)
    assert.equal((await User.findOrFail(person.id)).status, 'deleted')
  })

  test('is scrubbed once', async ({ assert }) => {
    const person = await createUser()
    await deleteLongAgo(person)
    await prune()
    const before = await db.from('users').where('id', person.id).first()
    await prune()
    assert.deepEqual(await db.from('users').where('id', person.id).first(), before)
  })
})

test.group('A deleted account that is brought back in time', () => {
  test('has its names, and may give them up again', async ({ assert }) => {
    const person = await createUser()
    await deleteAccount(person)
    await activate(person)
    const app = await signInApp(person)
    const renamed = await app.api('PATCH', '/api/v1/me', { username: uniqueName('eve') })
    assert.equal(renamed.status, 200)
    const email = `${uniqueName()}@example.org`
    assert.equal((await register({ username: person.username, email })).status, 201)
  })
})
