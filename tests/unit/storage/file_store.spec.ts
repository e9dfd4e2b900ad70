import { randomUUID } from 'node:crypto'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import type { FileStore } from '#storage/file_store'
import {
  bytesOf,
  chunksOf,
  LocalStorage,
  MEGABYTE,
  S3Storage,
  streamOf,
} from '#tests/helpers/storage/storage'

/** An upload to a bucket goes in parts of this size. */
const PART = 5 * MEGABYTE
const LARGE = bytesOf(2 * PART + 7)
const SMALL = bytesOf(1_000)

async function keep(store: FileStore, bytes = SMALL) {
  const key = randomUUID()
  await store.writeIncoming(key, streamOf(bytes))
  await store.makeFinal(key)
  return key
}

/** Brings some bytes, and then what it is told. */
function* startOf(bytes: Buffer, end: () => void) {
  yield* chunksOf(bytes.subarray(0, bytes.length - 1_000))
  end()
}

const isKnown = async (store: FileStore, key: string) =>
  (await Array.fromAsync(store.list())).some((object) => object.key === key)

const UNAVAILABLE = { status: 503, code: 'unavailable' }

async function failureOf(work: Promise<unknown>) {
  const { status, code } = await work.then(
    () => ({ status: 0, code: 'none' }),
    (error) => error
  )
  return { status, code }
}

for (const [place, storage] of [
  ['a folder', new LocalStorage()],
  ['a bucket', new S3Storage()],
] as const) {
  const { store } = storage

  test.group(`Files in ${place}`, (group) => {
    group.setup(() => storage.start())
    group.teardown(() => storage.stop())

    test('are read as they were written: {$self} bytes')
      .with([0, 1, SMALL.length, PART, LARGE.length])
      .run(async ({ assert }, size) => {
        const bytes = bytesOf(size)
        const key = await keep(store, bytes)
        assert.isTrue((await buffer(await store.read(key))).equals(bytes))
        assert.equal(await store.sizeOf(key), bytes.length)
      })

    test('are read in part, both ends included')
      .with([
        [0, 0],
        [0, 9],
        [500, 999],
        [999, 999],
      ])
      .run(async ({ assert }, [start, end]) => {
        const key = await keep(store)
        const part = await buffer(await store.read(key, { start, end }))
        assert.deepEqual(part, SMALL.subarray(start, end + 1))
      })

    test('are not there before they are made final', async ({ assert }) => {
      const key = randomUUID()
      await store.writeIncoming(key, streamOf(SMALL))
      assert.isNull(await store.sizeOf(key))
      assert.deepEqual(await failureOf(store.read(key)), UNAVAILABLE)
    })

    test('may be made final twice', async ({ assert }) => {
      const key = await keep(store)
      await store.makeFinal(key)
      assert.deepEqual(await buffer(await store.read(key)), SMALL)
    })

    test('cannot be made final where nothing was written', async ({ assert }) => {
      assert.deepEqual(await failureOf(store.makeFinal(randomUUID())), UNAVAILABLE)
    })

    test('are gone once they are removed, and may be removed again', async ({ assert }) => {
      const [final, incoming] = [await keep(store), randomUUID()]
      await store.writeIncoming(incoming, streamOf(SMALL))
      for (const key of [final, incoming, final, incoming]) await store.remove(key)
      assert.isFalse(await isKnown(store, final))
      assert.isFalse(await isKnown(store, incoming))
    })

    test('are listed, with where they are and since when', async ({ assert }) => {
      const [final, incoming] = [await keep(store), randomUUID()]
      await store.writeIncoming(incoming, streamOf(LARGE))
      const objects = await Array.fromAsync(store.list())
      for (const [key, where, size] of [
        [final, 'final', SMALL.length],
        [incoming, 'incoming', LARGE.length],
      ]) {
        const object = objects.find((one) => one.key === key)!
        assert.deepEqual([object.place, object.size], [where, size])
        assert.closeTo(object.modifiedAt.getTime(), Date.now(), 60_000)
      }
    })

    test(
      'leave nothing when their source fails half-way, and its error is the one told: {$self} bytes'
    )
      .with([SMALL.length, LARGE.length])
      .run(async ({ assert }, size) => {
        const [key, fault] = [randomUUID(), new Error('the source broke')]
        const source = Readable.from(
          startOf(bytesOf(size), () => {
            throw fault
          })
        )
        const told = await store.writeIncoming(key, source).catch((error) => error)
        assert.strictEqual(told, fault)
        assert.isFalse(await isKnown(store, key))
        assert.isEmpty(await Array.fromAsync(store.unfinishedUploads()))
      })

    test('leave nothing when their source ends before its time', async ({ assert }) => {
      const key = randomUUID()
      const source = new Readable({ read() {} })
      source.push(SMALL)
      setImmediate(() => source.destroy())
      const { code } = await store.writeIncoming(key, source).catch((error) => error)
      assert.equal(code, 'ERR_STREAM_PREMATURE_CLOSE')
      assert.isFalse(await isKnown(store, key))
    })
  })
}

test.group('A folder of files', (group) => {
  const storage = new LocalStorage()
  const { store } = storage
  group.each.setup(() => storage.start())
  group.each.teardown(() => storage.stop())

  test('is nobody else’s to look into', async ({ assert }) => {
    await keep(store)
    const entries = await readdir(storage.root, { recursive: true })
    for (const entry of entries) {
      const details = await stat(join(storage.root, entry))
      assert.equal(details.mode & 0o777, details.isFile() ? 0o600 : 0o700, entry)
    }
    assert.isAbove(entries.length, 2)
  })

  test('may hold what is not ours', async ({ assert }) => {
    const key = await keep(store)
    for (const name of ['.DS_Store', 'final/.keep', `final/${key.slice(-2)}/notes.txt`])
      await writeFile(join(storage.root, name), 'x')
    const keys = (await Array.fromAsync(store.list())).map((object) => object.key)
    assert.deepEqual(keys, [key])
  })

  test('that is away is told as such', async ({ assert, cleanup }) => {
    const key = await keep(store)
    await rm(storage.root, { recursive: true })
    await writeFile(storage.root, 'where the folder was')
    cleanup(() => rm(storage.root, { force: true }).then(() => storage.start()))

    const attempts = [
      store.writeIncoming(key, streamOf(SMALL)),
      store.makeFinal(key),
      store.read(key),
      store.remove(key),
      Array.fromAsync(store.list()),
    ]
    for (const failure of await Promise.all(attempts.map(failureOf)))
      assert.deepEqual(failure, UNAVAILABLE)
  })
})
