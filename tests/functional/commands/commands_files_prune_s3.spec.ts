import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { spawnAce } from '#tests/helpers/servers/commands'
import { bytesOf, MEGABYTE, S3Storage, streamOf } from '#tests/helpers/storage/storage'

test.group('files:prune with a bucket', (group) => {
  const storage = new S3Storage()
  group.setup(() => storage.start())
  group.teardown(() => storage.stop())

  const prune = () => spawnAce(['files:prune'], { settings: storage.server.settings })

  test('gives up uploads that a crash left unfinished, once they are a day old', async ({
    assert,
  }) => {
    const { server, store } = storage
    server.fails = ({ method, url }) =>
      url.searchParams.get('partNumber') === '2' || method === 'DELETE'
    await store.writeIncoming(randomUUID(), streamOf(bytesOf(11 * MEGABYTE))).catch(() => {})
    server.fails = () => false
    assert.lengthOf(await server.unfinished.ids(), 1)

    await server.unfinished.age(23)
    await prune()
    assert.lengthOf(await server.unfinished.ids(), 1)

    await server.unfinished.age(25)
    const { exitCode, output } = await prune()
    assert.equal(exitCode, 0)
    assert.include(output.join('\n'), '1  unfinished uploads')
    assert.isEmpty(await server.unfinished.ids())
  })

  test('gives up what a crash left of making a large file final, part by part', async ({
    assert,
    cleanup,
  }) => {
    storage.copiedAtOnce = MEGABYTE
    cleanup(() => void (storage.copiedAtOnce = undefined))
    const { server, store } = storage
    const key = randomUUID()
    await store.writeIncoming(key, streamOf(bytesOf(11 * MEGABYTE)))
    // Too large to be copied at once, as far as this bucket is concerned; then nothing more gets there.
    server.fails = ({ method, url }) =>
      url.pathname.includes('/final/') && (method === 'DELETE' || method === 'PUT')
    await store.makeFinal(key).catch(() => {})
    server.fails = () => false
    assert.lengthOf(await server.unfinished.ids(), 1)

    await server.unfinished.age(25)
    const { output } = await prune()
    assert.include(output.join('\n'), '1  unfinished uploads')
    assert.isEmpty(await server.unfinished.ids())
  })

  test('says in one line that the bucket is away', async ({ assert }) => {
    await storage.server.cut()
    const { exitCode, errors } = await prune()
    await storage.server.open()
    assert.equal(exitCode, 1)
    assert.match(
      errors.at(-1)!,
      /The storage failed to list unfinished uploads: connect ECONNREFUSED/
    )
  })
})
