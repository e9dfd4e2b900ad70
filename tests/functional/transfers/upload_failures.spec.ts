import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { assertAlive } from '#tests/helpers/hostile'
import { type Answer, ORIGIN, send } from '#tests/helpers/clients/http'
import { startServer } from '#tests/helpers/servers/server'
import { fileRowsOf, watchIncoming } from '#tests/helpers/storage/stored_files'
import { until } from '#tests/helpers/until'
import { file, form, MULTIPART, noise, upload, uploadHead } from '#tests/helpers/transfers/uploads'

/** Sends the first half of an upload, and is gone. */
async function leaveHalfWay(app: App) {
  const { hostname, port } = new URL(ORIGIN)
  const body = form(file('half.bin', noise(200_000)))
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(uploadHead(app, [['Content-Length', String(body.length)]]))
  await new Promise((resolve) => socket.write(body.subarray(0, 100_000), resolve))
  await wait(5)
  socket.destroy()
}

test.group('Clients that leave half-way', () => {
  test('leave nothing behind, also when 500 do', async ({ assert }) => {
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    const leaveTwenty = () => Promise.all(Array.from({ length: 20 }, () => leaveHalfWay(app)))
    for (let round = 0; round < 5; round++) await leaveTwenty()
    const before = process.memoryUsage().rss
    for (let round = 0; round < 20; round++) await leaveTwenty()
    await until('nothing is incoming', async () => (await arrived()).length === 0)

    assert.isBelow(process.memoryUsage().rss - before, 100_000_000)
    assert.isEmpty(await fileRowsOf(app.person))
    await assertAlive(assert)
    assert.equal((await upload(app)).status, 201)
  })
})

/** Uploads to a server with another storage, one after the other. */
async function uploadTo(settings: Record<string, string>, app: App, all: Buffer[]) {
  const { origin, stop } = await startServer(settings)
  const headers = { ...MULTIPART, ...KEY, Authorization: `Bearer ${app.pair.accessToken}` }
  const answers: Answer[] = []
  try {
    for (const contents of all) {
      const body = form(file('notes.bin', contents))
      answers.push(await send('POST', '/api/v1/files', { headers, body, origin }))
    }
  } finally {
    await stop()
  }
  return answers
}

const KEY = { 'Idempotency-Key': 'once' }

const NOBODY_LISTENS = {
  STORAGE_DISK: 's3',
  STORAGE_S3_ENDPOINT: 'http://127.0.0.1:9',
  STORAGE_S3_BUCKET: 'files',
  STORAGE_S3_READ_KEY_ID: 'reader',
  STORAGE_S3_READ_SECRET: 'secret of the reader',
  STORAGE_S3_WRITE_KEY_ID: 'writer',
  STORAGE_S3_WRITE_SECRET: 'secret of the writer',
}

test.group('With the storage away', () => {
  const assertUnavailable = (assert: Assert, answer: Answer) => {
    assert.equal(answer.status, 503, answer.text)
    assert.equal(answer.problem.code, 'unavailable')
    assert.match(String(answer.headers['retry-after']), /^\d+$/)
    assert.notMatch(answer.text, /ECONN|ENOTDIR|s3|127\.0\.0\.1/i)
  }

  test('an upload to a bucket is refused for now, and can be tried again', async ({ assert }) => {
    const app = await signInApp()
    const answers = await uploadTo(NOBODY_LISTENS, app, [noise(100), noise(12_000_000)])
    for (const answer of answers) assertUnavailable(assert, answer)
    assert.isEmpty(await fileRowsOf(app.person))
    assert.equal((await upload(app, { headers: KEY })).status, 201)
  })

  test('an upload to a folder that is none is refused for now', async ({ assert }) => {
    const app = await signInApp()
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-'))
    const root = join(folder, 'a file in its place')
    await writeFile(root, '')
    try {
      const settings = { STORAGE_LOCAL_ROOT: root }
      const [answer] = await uploadTo(settings, app, [noise(3_000_000)])
      assertUnavailable(assert, answer)
      assert.isEmpty(await fileRowsOf(app.person))
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
