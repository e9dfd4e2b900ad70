import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { change } from '#tests/helpers/settings'
import { downloads } from '#config/service/downloads'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import {
  bearer,
  bytesOfSize,
  drain,
  ownerOfPromised,
  replaceReads,
  startDownload,
} from '#tests/helpers/clients/downloads'
import { keepFile } from '#tests/helpers/files/files'
import { ORIGIN } from '#tests/helpers/clients/http'
import { until } from '#tests/helpers/until'

const MB = 1024 * 1024

/** More than all buffers on the way hold. */
const LARGE = 64 * MB

const textOver = (agent: Agent, path: string, owner: App) =>
  new Promise<string>((resolve, reject) => {
    const options = { agent, headers: bearer(owner) }
    get(ORIGIN + path, options, (response) => resolve(text(response))).once('error', reject)
  })

test.group('A download whose client', (group) => {
  group.each.setup(() => change(downloads, { idle: 0.5 }))

  test('reads nothing any more is broken off, and the storage let go of', async ({
    assert,
    cleanup,
  }) => {
    const { owner, path } = await ownerOfPromised(LARGE)
    const { streams, undo } = replaceReads(async () => bytesOfSize(LARGE))
    cleanup(undo)

    const { response } = await startDownload(path, bearer(owner))
    await once(response, 'readable')
    const start = performance.now()
    await until('the storage is let go of', () => streams[0].destroyed)
    assert.isBelow(performance.now() - start, 20_000)
    const { bytes, isWhole } = await drain(response)
    assert.isFalse(isWhole)
    assert.isBelow(bytes, LARGE)
  })

  test('reads slowly, but goes on, has it whole', async ({ assert, cleanup }) => {
    const size = 24 * MB
    const { owner, path } = await ownerOfPromised(size)
    cleanup(replaceReads(async () => bytesOfSize(size)).undo)

    const { response } = await startDownload(path, bearer(owner))
    let bytes = 0
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length
      await wait(5)
    }
    assert.deepEqual([bytes, response.complete], [size, true])
  })

  test('waits for a slow storage has it whole', async ({ assert, cleanup }) => {
    const { owner, path } = await ownerOfPromised(3)
    const slowly = async function* () {
      for (const byte of 'abc') {
        yield Buffer.from(byte)
        await wait(1_000)
      }
    }
    cleanup(replaceReads(async () => Readable.from(slowly(), { objectMode: false })).undo)
    assert.equal((await owner.get(path)).text, 'abc')
  })

  test('goes on to ask over the same connection is not disturbed', async ({ assert }) => {
    const owner = await signInApp()
    const { path } = await keepFile(owner.person, { bytes: 'abc' })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    assert.equal(await textOver(agent, path, owner), 'abc')
    await wait(1_000)
    assert.equal(await textOver(agent, path, owner), 'abc')
    agent.destroy()
  })
})
