import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { bytesOf, MEGABYTE, S3Storage, streamOf } from '#tests/helpers/storage/storage'

/** S3 takes no more parts of an object. */
const MOST_PARTS = 10_000

const LARGE = bytesOf(13 * MEGABYTE)

test.group('An object in a bucket', (group) => {
  const storage = new S3Storage()
  const { server, store } = storage

  group.setup(() => storage.start())
  group.teardown(() => storage.stop())
  group.each.setup(() => void (server.requests.length = 0))

  const partsSent = () => server.requests.filter(({ url }) => url.searchParams.has('partNumber'))

  test('comes in parts of 5 MiB where nothing is known of its size', async ({ assert }) => {
    await store.writeIncoming(randomUUID(), streamOf(LARGE))
    assert.lengthOf(partsSent(), 3)
  })

  test('comes in larger parts where it would be too many otherwise', async ({ assert }) => {
    const key = randomUUID()
    await store.writeIncoming(key, streamOf(LARGE), 6 * MEGABYTE * MOST_PARTS)
    await store.makeFinal(key)
    assert.lengthOf(partsSent(), 2)
    assert.isTrue(LARGE.equals(await buffer(await store.read(key))))
  })
})
