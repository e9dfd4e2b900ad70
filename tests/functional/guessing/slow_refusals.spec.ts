import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { arrival } from '#config/service/arrival'
import { fileLimits } from '#config/service/files'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { get, ORIGIN } from '#tests/helpers/clients/http'
import { httpBytes, statusOf } from '#tests/helpers/clients/raw'
import { startServer } from '#tests/helpers/servers/server'
import { sendSlowly } from '#tests/helpers/clients/slow_client'
import { suspend } from '#tests/helpers/people/users'
import { BOUNDARY, field, file, form, MULTIPART, noise } from '#tests/helpers/transfers/uploads'
import { change } from '#tests/helpers/settings'

const KILOBYTE = 1_024
const MEGABYTE = 1_024 * KILOBYTE

/** Milliseconds: longer than the five seconds for which every refusal was waited with once. */
const LONG = 7_000

type Headers = [string, string][]
type Refusal = { status: number; line?: string; headers?: Headers; start?: Buffer; app?: App }

const bearer = ({ pair }: App): Headers => [['Authorization', `Bearer ${pair.accessToken}`]]
const typed = (type: string): Headers => [['Content-Type', type]]
const ELF = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)])

/** More than the buffers between a client and a server that reads nothing would take. */
const REST = noise(12 * MEGABYTE)

/** An upload that starts as it is told to. */
function uploadOf({ line = 'POST /api/v1/files', headers = [], start = form(file('a')) }: Refusal) {
  const body = Buffer.concat([start, REST])
  const length: Headers = [['Content-Length', String(body.length)]]
  const type = headers.some(([name]) => name === 'Content-Type')
    ? []
    : (Object.entries(MULTIPART) as Headers)
  const lines = [...type, ...headers, ...length].map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `${line} HTTP/1.1\r\nHost: ${new URL(ORIGIN).host}\r\n${lines.join('')}\r\n`
  return { head: Buffer.from(head), body }
}

/** Every way to be refused while the body is still on its way. */
async function refusals(app: App): Promise<Refusal[]> {
  const suspended = await signInApp()
  await suspend(suspended.person)
  const good = bearer(app)
  const beyond = form(field('name', '..'), file('a.txt')).subarray(0, -BOUNDARY.length - 8)
  return [
    { status: 400, headers: good, start: Buffer.from(`--${BOUNDARY}\r\nnonsense\r\n\r\n`) },
    { status: 400, headers: typed('multipart/form-data').concat(good) },
    { status: 400, line: 'POST /api/v1/%zz' },
    { status: 400, line: 'POST http://user@elsewhere.example/api/v1/files' },
    { status: 401 },
    { status: 401, headers: [['Authorization', 'Bearer gatehouse_at_expired']] },
    { status: 401, line: 'GET /api/v1/me', headers: [['Connection', 'close']] },
    { status: 403, headers: bearer(suspended) },
    { status: 404, line: 'POST /api/v1/nothing' },
    { status: 405, line: 'PUT /api/v1/files' },
    { status: 413, line: 'POST /api/v1/tokens', headers: typed('application/json') },
    { status: 413, headers: good, start: form(file('a'.repeat(17_000))) },
    { status: 415, line: 'DELETE /api/v1/sign-ins', headers: good },
    { status: 415, headers: typed('text/plain').concat(good) },
    { status: 415, headers: good, start: form(file('a', ELF)).subarray(0, -20) },
    { status: 400, headers: [['Expect', 'the-unexpected']] },
    { status: 422, headers: good, start: beyond },
  ]
}

const sendUpload = (refusal: Refusal, during = LONG) => {
  const { head, body } = uploadOf(refusal)
  return sendSlowly(head, { body, during })
}

test.group('A refusal', () => {
  test('is read by whoever goes on sending for seven seconds', async ({ assert }) => {
    const app = await signInApp()
    const rows = await refusals(app)
    const answers = await Promise.all(rows.map((refusal) => sendUpload(refusal)))
    for (const [at, answer] of answers.entries()) {
      const { status, line } = rows[at]
      assert.equal(statusOf(answer), status, `${line} ${answer}`)
      assert.match(answer, /content-type: application\/problem\+json/i)
      assert.match(answer, /connection: close/i)
      const [, length] = /content-length: (\d+)/i.exec(answer)!
      assert.lengthOf(answer.split('\r\n\r\n')[1], Number(length), 'whole')
    }
  }).timeout(30_000)

  test('is read where too many uploads are under way, or no room is left', async ({ assert }) => {
    const app = await signInApp()
    const headers = bearer(app)
    const send = () => sendUpload({ status: 0, headers }, 6_000)
    change(arrival.upload, { perAccount: 0 })
    const tooMany = send()
    await wait(1_000)
    change(arrival.upload, { perAccount: 25, atOnce: 0 })
    const unavailable = send()
    await wait(1_000)
    change(arrival.upload, { atOnce: 100 })
    change(fileLimits, { quota: 1_000 })
    const answers = await Promise.all([tooMany, unavailable, send()])
    assert.deepEqual(answers.map(statusOf), [429, 503, 413])
  }).timeout(30_000)

  test('is not waited with for a client that falls silent, or sends next to nothing', async ({
    assert,
  }) => {
    change(arrival.upload, { idle: 0.3, start: 1 })
    const { head } = uploadOf({ status: 401 })
    await assert.rejects(() => sendSlowly(head, { body: Buffer.alloc(60), during: 6_000 }))
  }).timeout(30_000)

  test('is waited with only for as much as an upload may have', async ({ assert }) => {
    change(fileLimits, { largest: MEGABYTE })
    const { head } = uploadOf({ status: 401, headers: [] })
    const much = Buffer.from(
      String(head).replace(/Content-Length: \d+/, 'Content-Length: 90000000')
    )
    const sending = sendSlowly(much, { body: Buffer.alloc(90_000_000), during: 4_000 })
    await assert.rejects(() => sending)
  }).timeout(30_000)

  test('holds nothing of what is dropped', async ({ assert }) => {
    const before = process.memoryUsage().rss
    let most = 0
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
    const body = Buffer.alloc(MEGABYTE)
    const head = httpBytes('POST /api/v1/files', [
      ...(Object.entries(MULTIPART) as Headers),
      ['Content-Length', String(200 * body.length)],
    ])
    try {
      const pieces = Buffer.concat(Array.from({ length: 200 }, () => body))
      const held = pieces.length
      const answer = await sendSlowly(head, { body: pieces, during: 1_000 })
      assert.equal(statusOf(answer), 401)
      assert.isBelow(most - before - held, 100 * MEGABYTE)
    } finally {
      clearInterval(timer)
    }
  }).timeout(30_000)

  test('is waited with for so many at a time, and others are served', async ({ assert }) => {
    change(arrival.refused, { perNetwork: 2, linger: 0.5 })
    const sending = Array.from({ length: 4 }, () => sendUpload({ status: 401 }, 3_000))
    await wait(500)
    assert.equal((await get('/health/live')).status, 200)
    const outcomes = await Promise.allSettled(sending)
    const read = outcomes.filter(({ status }) => status === 'fulfilled')
    assert.lengthOf(read, 2)
  }).timeout(30_000)

  test('does not hold up a server that is told to stop', async ({ assert, cleanup }) => {
    const { origin, stop, terminate } = await startServer({})
    cleanup(stop)
    const { head, body } = uploadOf({ status: 401 })
    const sending = sendSlowly(head, { body, during: 60_000, origin }).catch(() => null)
    await wait(500)
    const start = performance.now()
    assert.equal(await terminate(), 0)
    assert.isBelow(performance.now() - start, 15_000)
    await sending
  }).timeout(60_000)
})
