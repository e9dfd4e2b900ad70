import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { mostShares } from '#config/service/sharing'
import { CREDENTIALS, signInBy } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { setLimits } from '#tests/helpers/people/limits'
import { makeScript } from '#tests/helpers/clients/scripts'
import { type ShareBody, share, shared, sharesOf, signInOwner } from '#tests/helpers/files/sharing'
import { createUser, deleteAccount, suspend, uniqueName } from '#tests/helpers/people/users'

const SOON = '2099-01-31T12:00:00.000Z'

test.group('Sharing a file', () => {
  test('with somebody by username, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const owner = await signInBy(credential)
      const file = await keepFile(owner.person, { name: 'Plan.txt' })
      const bob = await createUser()
      const wish = { with: ` ${bob.username.toUpperCase()} `, role: 'editor', expiresAt: SOON }
      const answer = await share(owner, file, wish)
      assert.equal(answer.status, 201, answer.text)

      const body = answer.data<ShareBody>()
      assert.containSubset(body, {
        file: { id: file.id, name: 'Plan.txt' },
        with: { username: bob.username },
        role: 'editor',
        expiresAt: SOON,
      })
      const keys = ['id', 'file', 'with', 'role', 'expiresAt', 'createdAt', 'updatedAt']
      assert.sameMembers(Object.keys(body), keys)
      assert.deepEqual(await sharesOf(owner, file), [body])
    })

  test('again with the same person changes the share', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    const first = await shared(owner, file, { with: username, expiresAt: SOON })
    const again = await share(owner, file, { with: username, role: 'editor' })
    assert.equal(again.status, 200)
    assert.containSubset(again.data(), { id: first.id, role: 'editor', expiresAt: null })
    assert.lengthOf(await sharesOf(owner, file), 1)
  })

  test('again after its end is a new share', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    const { id } = await shared(owner, file, { with: username })
    await db.from('file_shares').where('id', id).update({ expires_at: new Date() })
    assert.notEqual((await shared(owner, file, { with: username })).id, id)
  })

  test('is refused with nobody, oneself and what is no name', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username, email } = owner.person
    const refused = {
      [uniqueName()]: 'person_exists',
      [username]: 'someone_else',
      [email.toUpperCase()]: 'someone_else',
      'a b': 'person',
      'a@b': 'email',
      '': 'required',
    }
    for (const [name, rule] of Object.entries(refused)) {
      const answer = await share(owner, file, { with: name })
      assert.equal(answer.status, 422, name)
      assert.containSubset(answer.problem.errors, [{ field: 'with', rule }], name)
    }
    for (const name of [7, null, ['x'], { a: 1 }, 'x'.repeat(5_000)])
      assert.equal((await share(owner, file, { with: name })).status, 422, String(name))
  })

  test('does not tell that an account is suspended', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [suspended, active] = [await createUser(), await createUser()]
    await suspend(suspended)
    for (const { username } of [suspended, active])
      assert.deepEqual((await shared(owner, file, { with: username })).with, {
        username,
        displayName: null,
        pictureUrl: null,
      })
  })

  test('says of a deleted account what it says of none', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const deleted = await createUser()
    await deleteAccount(deleted)
    const names = [deleted.username, uniqueName()]
    const answers = await Promise.all(names.map((name) => share(owner, file, { with: name })))
    const told = answers.map(({ problem }) => JSON.stringify({ ...problem, requestId: '' }))
    assert.lengthOf(new Set(told), 1)
    assert.equal(answers[0].problem.errors![0].message, 'Nobody has that username.')
  })

  test('wants a role that there is, and an end that is to come', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    for (const role of ['owner', 'VIEWER', null, 1, ['viewer']]) {
      const { status, problem } = await share(owner, file, { with: username, role })
      assert.deepEqual([status, problem.errors?.[0].field], [422, 'role'], String(role))
    }
    const times = ['2001-01-01', 'tomorrow', '2099-02-30', '+12345-01-01', 4_102_444_800, ['2099']]
    for (const expiresAt of times) {
      const { status, problem } = await share(owner, file, { with: username, expiresAt })
      assert.deepEqual([status, problem.errors?.[0].field], [422, 'expiresAt'], String(expiresAt))
    }
  })

  test(`ends at ${mostShares} shares of one file`, async ({ assert }) => {
    const { owner, file } = await signInOwner()
    await db.rawQuery(
      `insert into file_shares (file_id, email, role)
       select ?, 'guest' || i || '@example.org', 'viewer' from generate_series(1, ?) i`,
      [file.id, mostShares]
    )
    const { username } = await createUser()
    const answer = await share(owner, file, { with: username })
    assert.deepEqual([answer.status, answer.problem.code], [409, 'conflict'])
    assert.include(answer.problem.detail, String(mostShares))
    const known = await share(owner, file, { with: 'guest1@example.org', role: 'editor' })
    assert.equal(known.status, 200)
  })

  test('too often is refused', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ shares: 2 }))
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    for (const status of [201, 200, 429])
      assert.equal((await share(owner, file, { with: username })).status, status)
  })

  test('needs the scope shares:write of a personal token', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    const script = await makeScript(['files:read', 'files:write'], owner)
    const client = Object.assign(script, { person: owner.person })
    assert.equal((await share(client, file, { with: username })).problem.code, 'insufficient_scope')
    assert.deepEqual(await sharesOf(client, file), [])
  })
})
