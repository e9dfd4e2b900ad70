import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { FileStore } from '#storage/file_store'
import type { S3Request } from '#tests/helpers/storage/s3'
import { bytesOf, MEGABYTE, S3Storage, streamOf } from '#tests/helpers/storage/storage'

const SMALL = bytesOf(1_000)
const LARGE = bytesOf(11 * MEGABYTE)

const isPart = ({ method, url }: S3Request, number: number) =>
  method === 'PUT' && url.searchParams.get('partNumber') === String(number)
const isAbortion = ({ method, url }: S3Request) =>
  method === 'DELETE' && url.searchParams.has('uploadId')

const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code
  )

/** In what ways they ended. */
const outcomesOf = async (attempts: Promise<unknown>[]) => [
  ...new Set(await Promise.all(attempts.map(outcomeOf))),
]

test.group('A bucket of files', (group) => {
  const storage = new S3Storage()
  const { server, store } = storage

  group.setup(() => storage.start())
  group.teardown(() => storage.stop())
  group.each.setup(() => {
    server.requests.length = 0
    server.fails = () => false
    server.isSilent = false
  })

  async function keep(bytes = SMALL) {
    const key = randomUUID()
    await store.writeIncoming(key, streamOf(bytes))
    await store.makeFinal(key)
    return key
  }

  const everythingWith = (key: string) => [
    store.writeIncoming(randomUUID(), streamOf(SMALL)),
    store.writeIncoming(randomUUID(), streamOf(LARGE)),
    store.makeFinal(key),
    store.read(key),
    store.remove(key),
    Array.fromAsync(store.list()),
  ]

  const keysUsed = () => [...new Set(server.requests.map(({ keyId }) => keyId))]

  test('is read with the key that reads', async ({ assert }) => {
    const key = await keep()
    server.requests.length = 0
    await buffer(await store.read(key, { start: 1, end: 2 }))
    await store.sizeOf(key)
    await Array.fromAsync(store.list())
    assert.deepEqual(keysUsed(), [server.readKey.id])
  })

  test('is written with the key that writes', async ({ assert }) => {
    const key = await keep(LARGE)
    await store.remove(key)
    assert.deepEqual(keysUsed(), [server.writeKey.id])
  })

  test('makes final in parts what it does not copy in one go', async ({ assert, cleanup }) => {
    storage.copiedAtOnce = 5 * MEGABYTE
    cleanup(() => void (storage.copiedAtOnce = undefined))
    server.fails = ({ method, url }) =>
      method === 'PUT' && url.pathname.includes('/final/') && !url.searchParams.has('uploadId')
    const key = await keep(LARGE)
    assert.isTrue((await buffer(await store.read(key))).equals(LARGE))
    assert.isEmpty(await server.unfinished.ids())
    await assert.rejects(() => keep(SMALL))
  })

  test('takes nothing from the key that reads', async ({ assert }) => {
    const key = await keep()
    const read = storage.diskWith(server.readKey)
    const reader = new FileStore(() => ({ read, write: read }))
    const attempts = [
      reader.writeIncoming(randomUUID(), streamOf(SMALL)),
      reader.writeIncoming(randomUUID(), streamOf(LARGE)),
      reader.makeFinal(key),
      reader.remove(key),
    ]
    assert.deepEqual(await outcomesOf(attempts), ['unavailable'])
    assert.deepEqual(await buffer(await reader.read(key)), SMALL)
  })

  test('answers to nobody with a wrong secret', async ({ assert }) => {
    const key = await keep()
    const disk = storage.diskWith({ id: server.readKey.id, secret: 'wrong' })
    const stranger = new FileStore(() => ({ read: disk, write: disk }))
    assert.equal(await outcomeOf(stranger.read(key)), 'unavailable')
  })

  test('keeps nothing of an upload that it refuses half-way', async ({ assert }) => {
    const key = randomUUID()
    server.fails = (request) => isPart(request, 2)
    assert.equal(await outcomeOf(store.writeIncoming(key, streamOf(LARGE))), 'unavailable')
    assert.isEmpty(await server.unfinished.ids())
    assert.isEmpty((await Array.fromAsync(store.list())).filter((object) => object.key === key))
  })

  test('stops reading the source of an upload that it refuses', async ({ assert }) => {
    let brought = 0
    const source = Readable.from(
      (function* endless() {
        for (;;) {
          brought += MEGABYTE
          yield Buffer.alloc(MEGABYTE)
        }
      })()
    )
    server.fails = (request) => isPart(request, 1)
    assert.equal(await outcomeOf(store.writeIncoming(randomUUID(), source)), 'unavailable')
    assert.isTrue(source.destroyed)
    assert.isBelow(brought, 64 * MEGABYTE)
  })

  test('tells of uploads that nobody could give up, so that they can be dropped', async ({
    assert,
  }) => {
    server.fails = (request) => isPart(request, 2) || isAbortion(request)
    await outcomeOf(store.writeIncoming(randomUUID(), streamOf(LARGE)))
    assert.lengthOf(await server.unfinished.ids(), 1)

    server.fails = () => false
    for await (const { startedAt, drop } of store.unfinishedUploads()) {
      assert.closeTo(startedAt.getTime(), Date.now(), 60_000)
      await drop()
    }
    assert.isEmpty(await server.unfinished.ids())
  })

  test('that is away is told as such, and works again once it is back', async ({ assert }) => {
    const key = await keep()
    await server.cut()
    assert.deepEqual(await outcomesOf(everythingWith(key)), ['unavailable'])

    await server.open()
    assert.deepEqual(await buffer(await store.read(key)), SMALL)
  })

  test('that takes requests and never answers is told as away, soon', async ({
    assert,
    cleanup,
  }) => {
    const key = await keep()
    server.isSilent = true
    const { timeout } = storage
    storage.timeout = 1_000
    cleanup(() => void (storage.timeout = timeout))
    const begin = Date.now()
    assert.deepEqual(await outcomesOf(everythingWith(key)), ['unavailable'])
    assert.isBelow(Date.now() - begin, 15_000)
  })
})
