import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import Picture from '#models/people/picture'
import fileStore from '#storage/file_store'
import { run } from '#tests/helpers/servers/commands'
import { keepFile } from '#tests/helpers/files/files'
import { givePicture } from '#tests/helpers/people/pictures'
import { createUser, type Person } from '#tests/helpers/people/users'
import { ago, changeRow, damage } from '#tests/helpers/storage/stored_files'

test.group('files:verify', (group) => {
  let owner: Person
  group.setup(async () => {
    owner = await createUser()
  })
  const clear = async () => {
    for (const table of ['files', 'pictures']) await db.from(table).delete()
  }
  group.each.setup(clear)
  group.each.teardown(clear)

  test('says that all is well, empty files and the bin included', async ({ assert }) => {
    await keepFile(owner)
    await keepFile(owner, { bytes: '' })
    const binned = await keepFile(owner)
    await changeRow(binned.id, { deleted_at: ago('1 day') })
    const { exitCode, output } = await run('files:verify')
    assert.equal(exitCode, 0)
    assert.deepEqual(output, ['[ success ] 3 intact, none missing, none changed.'])
  })

  test('reads pictures of people as well', async ({ assert }) => {
    await givePicture(owner)
    const [{ id }] = await Picture.query().where('user_id', owner.id)
    await fileStore.remove(id)
    const { exitCode, output } = await run('files:verify')
    assert.equal(exitCode, 1)
    assert.include(output.join(), `missing  ${id}  of account ${owner.id}`)
  })

  test('names what is missing or has changed, and fails', async ({ assert }) => {
    const [whole, missing, longer, other] = [
      await keepFile(owner),
      await keepFile(owner),
      await keepFile(owner, { bytes: 'abc' }),
      await keepFile(owner, { bytes: 'abc' }),
    ]
    await fileStore.remove(missing.id)
    await damage(longer.id, 'abcd')
    await damage(other.id, 'abd')

    const { exitCode, output, errors } = await run('files:verify')
    assert.equal(exitCode, 1)
    assert.sameMembers(output, [
      `missing  ${missing.id}  of account ${owner.id}`,
      `changed  ${longer.id}  of account ${owner.id}`,
      `changed  ${other.id}  of account ${owner.id}`,
    ])
    assert.deepEqual(errors, ['[ error ] 1 intact, 1 missing, 2 changed.'])
    await fileStore.remove(whole.id)
  })

  test('does not look at what is still arriving', async ({ assert }) => {
    const arriving = await keepFile(owner)
    await fileStore.remove(arriving.id)
    await changeRow(arriving.id, { state: 'incoming' })
    assert.equal((await run('files:verify')).exitCode, 0)
  })

  test('reads more files than one query brings', async ({ assert }) => {
    const { id } = await keepFile(owner)
    await db.rawQuery(
      `insert into files (id, owner_id, name, size, media_type, sha256, state)
       select gen_random_uuid(), owner_id, name, size, media_type, sha256, state
       from files, generate_series(1, 450) where id = ?`,
      [id]
    )
    const { errors } = await run('files:verify')
    assert.deepEqual(errors, ['[ error ] 1 intact, 450 missing, 0 changed.'])
  })
})
