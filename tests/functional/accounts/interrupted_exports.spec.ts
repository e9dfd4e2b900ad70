import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { open, rm, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { makeExports } from '#exports/make'
import { writeArchive } from '#exports/write'
import User from '#models/user'
import fileStore from '#storage/file_store'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { askForData, contentsOf, exportsOf } from '#tests/helpers/transfers/data_exports'
import { keepFile } from '#tests/helpers/files/files'
import { MEGABYTE, S3Storage, streamOf } from '#tests/helpers/storage/storage'
import { pathOf, storedKeys } from '#tests/helpers/storage/stored_files'
import { unzip } from '#tests/helpers/transfers/zip'
import { deleteAccount } from '#tests/helpers/people/users'
import { spawnAce } from '#tests/helpers/servers/commands'
import { until } from '#tests/helpers/until'

/** Has the making stop where it reads the file. @returns what waits until it is there, and gives it these bytes */
async function holdUp(id: string) {
  await rm(pathOf(id))
  await promisify(execFile)('mkfifo', [pathOf(id)])
  return async () => {
    const pipe = await open(pathOf(id), 'w')
    return async (bytes: string) => {
      await pipe.writeFile(bytes)
      await pipe.close()
    }
  }
}

/** Somebody who asked for an archive, and a file that it waits for. */
async function ownerHeldUp() {
  const owner = await signInApp()
  const { id } = await keepFile(owner.person, { name: 'Notes.txt', bytes: 'Mine.' })
  const isRead = await holdUp(id)
  await askForData(owner)
  return { owner, id, isRead }
}

type Owner = Awaited<ReturnType<typeof signInApp>>

const rowOf = ({ person }: Owner) => db.from('data_exports').where('user_id', person.id).first()

const isBegun = (owner: Owner) =>
  until('it is begun', async () => ((await rowOf(owner)) as { attempts: number }).attempts > 0)

test.group('An archive that is being made', () => {
  test('is made by another process where one is killed', async ({ assert }) => {
    const { owner, id } = await ownerHeldUp()
    const interruption = { signal: 'SIGKILL' as const, isDue: () => isBegun(owner) }
    await assert.rejects(() => spawnAce(['exports:make'], { interruption }), /did not end/)
    await rm(pathOf(id))
    await writeFile(pathOf(id), 'Mine.')

    await makeExports()
    assert.equal((await exportsOf(owner))[0].state, 'waiting')
    await db
      .from('data_exports')
      .where('user_id', owner.person.id)
      .update({ next_attempt_at: db.raw('now()') })
    await makeExports()
    const [made] = await exportsOf(owner)
    assert.equal(made.state, 'ready')
    assert.equal((await contentsOf(made))['files/Notes.txt'].toString(), 'Mine.')
  })

  test('leaves nothing behind where its account is deleted meanwhile', async ({ assert }) => {
    const { owner, isRead } = await ownerHeldUp()
    const before = await storedKeys('final')
    const making = makeExports()
    const goOn = await isRead()
    await deleteAccount(owner.person)
    await goOn('Mine.')
    await making
    assert.isNull(await rowOf(owner))
    assert.sameMembers(await storedKeys('final'), before)
  })

  test('goes on without a file that is deleted for good meanwhile', async ({ assert, cleanup }) => {
    const { person } = await signInApp()
    const { id } = await keepFile(person, { name: 'Gone.txt' })
    await keepFile(person, { name: 'Notes.txt' })
    await rm(pathOf(id))
    // When it looked, all of them were there.
    Object.assign(fileStore, { sizeOf: async () => 1 })
    cleanup(() => void Reflect.deleteProperty(fileStore, 'sizeOf'))
    const key = randomUUID()
    await writeArchive(await User.findOrFail(person.id), key)
    const paths = Object.keys(await unzip(await buffer(await fileStore.read(key))))
    await fileStore.remove(key)
    assert.include(paths, 'files/Notes.txt')
    assert.notInclude(paths, 'files/Gone.txt')
  })
})

test.group('An archive in a bucket', (group) => {
  const storage = new S3Storage()
  const { server, store } = storage
  group.setup(() => storage.start())
  group.teardown(() => storage.stop())
  group.each.setup(() => void (server.fails = () => false))

  /** Zeros would be packed to nothing: what is no text is kept as it is. */
  async function ownerOfLargeFile() {
    const { person } = await signInApp()
    const { id } = await keepFile(person, { name: 'Film.bin', bytes: 'not read' })
    const bytes = Buffer.alloc(11 * MEGABYTE, 'film')
    await store.writeIncoming(id, streamOf(bytes))
    await store.makeFinal(id)
    await db.from('files').where('id', id).update({ media_type: 'application/octet-stream' })
    return { user: await User.findOrFail(person.id), bytes }
  }

  test('is written in parts while it is read from there', async ({ assert }) => {
    const { user, bytes } = await ownerOfLargeFile()
    const key = randomUUID()
    const { size } = await writeArchive(user, key, undefined, store)
    assert.equal(await store.sizeOf(key), size)
    const contents = await unzip(await buffer(await store.read(key)))
    assert.isTrue(contents['files/Film.bin'].equals(bytes))
  })

  for (const [what, number] of [
    ['is full midway', '2'],
    ['takes nothing at all', '1'],
  ])
    test(`leaves nothing behind where the storage ${what}`, async ({ assert }) => {
      const { user } = await ownerOfLargeFile()
      server.fails = ({ method, url }) =>
        method === 'PUT' && url.searchParams.get('partNumber') === number
      const key = randomUUID()
      await assert.rejects(() => writeArchive(user, key, undefined, store))
      server.fails = () => false
      const keys = (await Array.fromAsync(store.list())).map((object) => object.key)
      assert.notInclude(keys, key)
      assert.isEmpty(await server.unfinished.ids())
    })
})
