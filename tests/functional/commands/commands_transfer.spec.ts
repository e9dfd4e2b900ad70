import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { fileLimits } from '#config/service/files'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { run, spawnAce } from '#tests/helpers/servers/commands'
import { keepFile } from '#tests/helpers/files/files'
import { createVerifiedUser } from '#tests/helpers/addresses'
import {
  follow,
  linked,
  NOT_REACHED,
  reach,
  REACHED,
  shared,
  sharesOf,
  signInOwner,
} from '#tests/helpers/files/sharing'
import { createUser, deleteAccount, suspend, uniqueName } from '#tests/helpers/people/users'
import { change } from '#tests/helpers/settings'

const ownerOf = async ({ id }: { id: string }) =>
  (await db.from('files').where('id', id).firstOrFail()).owner_id

const roleOf = async (client: { get(path: string): Promise<any> }, { id }: { id: string }) =>
  (await client.get(`/api/v1/files/${id}`)).data().role

test.group('files:transfer', () => {
  test('gives all files of one account to another', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const binned = await keepFile(owner.person, { name: 'Binned.txt' })
    await owner.api('DELETE', `/api/v1/files/${binned.id}`)
    const receiver = await signInApp()

    const { person } = receiver
    const done = await spawnAce(['files:transfer', owner.person.email, person.username])
    assert.deepEqual([done.exitCode, done.errors], [0, []])
    assert.include(done.output.join(), `${person.username} now has 2 files (`)
    assert.equal(await roleOf(receiver, file), 'owner')
    assert.deepEqual(await reach(owner, file), NOT_REACHED)
    assert.equal((await receiver.get('/api/v1/bin')).data<unknown[]>().length, 1)
  })

  test('keeps shares with others, ends those with the receiver, and revokes links', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner()
    const receiver = await signInApp(await createVerifiedUser())
    const reader = await signInApp()
    const kept = await shared(owner, file, { with: reader.person.username })
    await shared(owner, file, { with: receiver.person.username })
    await shared(owner, file, { with: receiver.person.email })
    const link = await linked(owner, file)

    await run('files:transfer', owner.person.username, receiver.person.username)
    assert.deepEqual(await sharesOf(receiver, file), [kept])
    assert.deepEqual(await reach(reader, file), REACHED)
    assert.notEqual((await follow(link)).status, 200)
  })

  test('says with --dry-run what it would do, and does nothing', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    const { exitCode, output } = await run(
      ...['files:transfer', owner.person.username, username, '--dry-run']
    )
    assert.equal(exitCode, 0)
    assert.include(output.join(), `${username} would get 1 file (`)
    assert.equal(await ownerOf(file), owner.person.id)
  })

  test('keeps to the quota of the receiver, unless told otherwise', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username, id } = await createUser()
    const receiver = { id }
    const other = await keepFile(receiver, { name: 'Large.bin' })
    await db.from('files').where('id', other.id).update({ size: fileLimits.quota })

    const refused = await run('files:transfer', owner.person.username, username)
    assert.equal(refused.exitCode, 1)
    assert.include(refused.errors.join(), '--over-quota')
    assert.equal(await ownerOf(file), owner.person.id)

    const done = await run('files:transfer', owner.person.username, username, '--over-quota')
    assert.equal(done.exitCode, 0)
    assert.equal(await ownerOf(file), receiver.id)
  })

  test('keeps to the number of files that the receiver can have', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const receiver = await createUser()
    await keepFile(receiver)
    change(fileLimits, { mostFiles: 1 })

    const names = [owner.person.username, receiver.username]
    const refused = await run('files:transfer', ...names)
    assert.equal(refused.exitCode, 1)
    assert.include(refused.errors.join(), '--over-quota')
    assert.equal(await ownerOf(file), owner.person.id)
    assert.equal((await run('files:transfer', ...names, '--over-quota')).exitCode, 0)
    assert.equal(await ownerOf(file), receiver.id)
  })

  test('gives from a deleted account, but to active ones only', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [suspended, active] = [await createUser(), await createUser()]
    await suspend(suspended)
    await deleteAccount(owner.person)
    const { username } = owner.person

    for (const name of [suspended.username, username, uniqueName()])
      assert.equal((await run('files:transfer', username, name)).exitCode, 1, name)
    assert.equal(await ownerOf(file), owner.person.id)
    assert.equal((await run('files:transfer', username, active.username)).exitCode, 0)
    assert.equal(await ownerOf(file), active.id)
  })

  test('done twice at once gives each file away once', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [one, other] = [await createUser(), await createUser()]
    const done = await Promise.all(
      [one, other].map(({ username }) =>
        spawnAce(['files:transfer', owner.person.username, username])
      )
    )
    const counts = done.map(({ output }) => / has (\d) files? /.exec(output.join())?.[1])
    assert.sameMembers(counts, ['0', '1'])
    assert.equal(await ownerOf(file), [one, other][counts.indexOf('1')].id)
  })
})
