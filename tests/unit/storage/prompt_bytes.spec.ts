import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { promptBytes } from '#storage/prompt_bytes'

const MB = 1024 * 1024

test.group('Bytes that should come promptly', () => {
  test('fail where the source stalls, and let go of it', async ({ assert }) => {
    const source = new PassThrough()
    const bytes = promptBytes(source, 50)
    source.write('some')
    await assert.rejects(() => bytes.toArray(), 'No bytes came for 50 ms.')
    assert.isTrue(source.destroyed)
  })

  test('wait for a reader that pauses', async ({ assert }) => {
    const source = new PassThrough()
    const bytes = promptBytes(source, 1_000)
    source.end(Buffer.alloc(MB))
    await once(bytes, 'readable')
    await wait(1_500)
    assert.lengthOf(Buffer.concat(await bytes.toArray()), MB)
  })

  test('fail as their source fails, and let go of it when nobody wants the rest', async ({
    assert,
  }) => {
    const broken = new PassThrough()
    const bytes = promptBytes(broken, 1_000)
    broken.destroy(new Error('broken'))
    await assert.rejects(() => bytes.toArray(), 'broken')

    const source = new PassThrough()
    promptBytes(source, 1_000).destroy()
    await new Promise((resolve) => source.once('close', resolve))
    assert.isTrue(source.destroyed)
  })
})
