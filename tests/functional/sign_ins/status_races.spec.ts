import { test } from '@japa/runner'
import { markDeleted } from '#accounts/delete_account'
import User from '#models/user'
import { run } from '#tests/helpers/servers/commands'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import { createUser, type Person, suspend } from '#tests/helpers/people/users'
import { holdTransaction } from '#tests/helpers/database/transactions'

const accountOf = async ({ id }: Person) => {
  const { status, isSuperUser, deletedAt } = await User.findOrFail(id)
  return { status, isSuperUser, isMarked: deletedAt !== null }
}

/** Runs a command that finds the account as it was, and comes to change it once it is deleted. */
async function overtakenByDeletion({ id, username }: Person, command: string, ...more: string[]) {
  const trx = await holdTransaction()
  const account = await User.findOrFail(id, { client: trx })
  await markDeleted(account, trx)
  const running = run(command, username, ...more)
  await untilSomebodyWaits()
  await trx.commit()
  return running
}

test.group('An account that is deleted at the same moment', () => {
  const DELETED = { status: 'deleted', isSuperUser: false, isMarked: true }

  test('stays deleted where it is suspended', async ({ assert }) => {
    const person = await createUser()
    const { exitCode, errors } = await overtakenByDeletion(person, 'user:suspend', '--reason=Rude')
    const message = '[ error ] A deleted account cannot be suspended.'
    assert.deepEqual([exitCode, errors], [1, [message]])
    assert.deepEqual(await accountOf(person), DELETED)
  })

  test('does not become the super user', async ({ assert }) => {
    const person = await createUser()
    const { exitCode, errors } = await overtakenByDeletion(person, 'user:super')
    assert.deepEqual([exitCode, errors], [1, [`[ error ] ${person.username} is deleted.`]])
    assert.deepEqual(await accountOf(person), DELETED)
  })

  test('is wholly active where it is activated', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    assert.equal((await overtakenByDeletion(person, 'user:activate')).exitCode, 0)
    const active = { status: 'active', isSuperUser: false, isMarked: false }
    assert.deepEqual(await accountOf(person), active)
  })
})
