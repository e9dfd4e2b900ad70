import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { bearer, drain, startDownload } from '#tests/helpers/clients/downloads'
import type { FileBody } from '#tests/helpers/files/files'
import { send } from '#tests/helpers/clients/http'
import { S3Server } from '#tests/helpers/storage/s3'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'

const MB = 1024 * 1024

/** More than all buffers between the bucket and a client hold. */
const SIZE = 48 * MB

/** Text, so that an answer can be compared as it is: its place, again and again. */
const CONTENTS = Buffer.from(
  Array.from({ length: SIZE / 16 }, (_, at) => String(at).padStart(15, '0') + '\n').join('')
)

test.group('Files in a bucket', (group) => {
  const bucket = new S3Server()
  let server: SpawnedServer
  let owner: App
  let id: string

  const ask = (method: string, path: string, options: Parameters<typeof send>[2] = {}) =>
    send(method, path, {
      ...options,
      headers: { ...bearer(owner), ...options.headers },
      origin: server.origin,
    })
  const download = () => startDownload(`/file/${id}`, bearer(owner), server.origin)

  group.setup(async () => {
    await bucket.start()
    server = await startServer({ ...bucket.settings, STORAGE_S3_TIMEOUT_SECONDS: '3' })
    owner = await signInApp()
    const body = form(file('numbers.txt', CONTENTS))
    const answer = await ask('POST', '/api/v1/files', { headers: MULTIPART, body })
    id = answer.data<FileBody>().id
    return async () => {
      await server.stop()
      await bucket.stop()
    }
  })

  test('are downloaded with the key that reads, in whole and in part', async ({ assert }) => {
    bucket.requests.length = 0
    const { response } = await download()
    assert.isTrue(CONTENTS.equals(Buffer.concat(await response.toArray())))

    for (const [range, text] of [
      ['bytes=160-174', '000000000000010'],
      ['bytes=-3', CONTENTS.toString().slice(-3)],
      ['bytes=0-0', '0'],
    ]) {
      const part = await ask('GET', `/file/${id}`, { headers: { Range: range } })
      assert.equal(part.status, 206)
      assert.equal(part.text, text)
    }
    assert.deepEqual([...new Set(bucket.requests.map(({ keyId }) => keyId))], [bucket.readKey.id])
  })

  test('are told of by HEAD without asking it', async ({ assert }) => {
    bucket.requests.length = 0
    const answer = await ask('HEAD', `/file/${id}`)
    assert.equal(answer.headers['content-length'], String(SIZE))
    assert.isEmpty(bucket.requests)
  })

  test('come whole to a client that pauses for longer than the bucket may', async ({ assert }) => {
    const { response } = await download()
    await once(response, 'readable')
    await wait(4_000)
    assert.deepEqual(await drain(response), { bytes: SIZE, isWhole: true })
  })

  test('are broken off when it is away in the midst, and refused for now after that', async ({
    assert,
  }) => {
    const { response } = await download()
    await once(response, 'readable')
    await bucket.cut()
    const { isWhole } = await drain(response)
    const refused = await ask('GET', `/file/${id}`)
    await bucket.open()

    assert.isFalse(isWhole)
    assert.equal(refused.status, 503)
    assert.equal(refused.problem.code, 'unavailable')
    assert.equal((await ask('GET', `/file/${id}`, { headers: { Range: 'bytes=0-9' } })).status, 206)
  })
})
