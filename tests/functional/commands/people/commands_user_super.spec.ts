import { test } from '@japa/runner'
import { makeSuperUser } from '#people/super_user'
import User from '#models/user'
import { run } from '#tests/helpers/servers/commands'
import { createUser, suspend } from '#tests/helpers/people/users'

const superUsers = () => User.query().where('is_super_user', true)

test.group('user:super', (group) => {
  group.each.teardown(async () => {
    await superUsers().update({ is_super_user: false })
  })

  test('moves the title to the account', async ({ assert }) => {
    const [ann, bob] = [await createUser(), await createUser()]
    await run('user:super', ann.username)
    const { exitCode, output } = await run('user:super', bob.email)

    assert.equal(exitCode, 0)
    assert.lengthOf(output, 1)
    assert.deepEqual(
      (await superUsers()).map(({ id }) => id),
      [bob.id]
    )
  })

  test('leaves the title where it is', async ({ assert }) => {
    const ann = await createUser()
    await run('user:super', ann.username)
    await run('user:super', ann.username)
    assert.lengthOf(await superUsers(), 1)
  })

  test('leaves one super user of two that are made at once', async ({ assert }) => {
    const people = await Promise.all([createUser(), createUser(), createUser()])
    const accounts = await Promise.all(people.map(({ id }) => User.findOrFail(id)))
    await Promise.all(accounts.map((account) => makeSuperUser(account)))
    assert.lengthOf(await superUsers(), 1)
  })

  test('refuses who is suspended, and leaves the title where it is', async ({ assert }) => {
    const [ann, bob] = [await createUser(), await createUser()]
    await run('user:super', ann.username)
    await suspend(bob)
    const { exitCode, errors } = await run('user:super', bob.username)

    assert.deepEqual([exitCode, errors], [1, [`[ error ] ${bob.username} is suspended.`]])
    assert.deepEqual(
      (await superUsers()).map(({ id }) => id),
      [ann.id]
    )
  })
})
