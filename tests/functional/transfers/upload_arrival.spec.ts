import { connect } from 'node:net'
import { test } from '@japa/runner'
import { arrival } from '#config/service/arrival'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'
import { watchIncoming } from '#tests/helpers/storage/stored_files'
import { file, form, uploadHead } from '#tests/helpers/transfers/uploads'
import { change } from '#tests/helpers/settings'

/** Answers with all that comes until the server closes; sends the body once it is asked for. */
function sendWhenAsked(head: Buffer, body: Buffer) {
  const { hostname, port } = new URL(ORIGIN)
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect(Number(port), hostname)
  let received = ''
  socket.on('data', (chunk) => {
    if (!received) socket.write(body)
    received += chunk.toString('latin1')
  })
  socket.on('close', () => resolve(received))
  socket.write(head)
  return promise
}

test.group('A client that waits to be asked for the body', () => {
  test('is asked, and its file taken', async ({ assert }) => {
    const app = await signInApp()
    const body = form(file('a.txt'))
    const head = uploadHead(app, [
      ['Content-Length', String(body.length)],
      ['Expect', '100-continue'],
    ])
    const answer = await sendWhenAsked(head, body)
    assert.match(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /)
  })

  test('is asked for JSON too', async ({ assert }) => {
    const json = Buffer.from('{}')
    const head = httpBytes('POST /api/v1/tokens', [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(json.length)],
      ['Expect', '100-continue'],
    ])
    assert.match(await sendWhenAsked(head, json), /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 422 /)
  })

  test('is refused at once where it expects something else: {$self}')
    .with(['200-ok', '100-continue, 200-ok', '100-continue, 100-continue', '100-continue;q=1'])
    .run(async ({ assert }, expected) => {
      const head = uploadHead(await signInApp(), [
        ['Content-Length', '5000'],
        ['Expect', expected],
      ])
      const answer = await sendBytes(head)
      assert.equal(statusOf(answer), 400)
      assert.include(answer, 'Expect can only be 100-continue here.')
    })
})

test.group('A body that does not arrive', () => {
  test('is waited for so long, and then the client is told', async ({ assert }) => {
    change(arrival, { request: 0.3 })
    const headers = { 'Content-Type': 'application/json', 'Content-Length': '100' }
    const head = httpBytes('POST /api/v1/tokens', Object.entries(headers))
    const answer = await sendBytes(Buffer.concat([head, Buffer.from('{"login":')]))
    assert.equal(statusOf(answer), 408)
    assert.include(answer, '"code":"request_timeout"')
  })

  test('may take longer where it is an upload, as long as it goes on', async ({ assert }) => {
    change(arrival, { request: 0.2 })
    const app = await signInApp()
    const body = form(file('slow.txt', 'x'.repeat(10)))
    const head = uploadHead(app, [['Content-Length', String(body.length)]])
    const answer = await dribble(head, body, 100)
    assert.equal(statusOf(answer), 201)
  })

  test('is given up where a client sends next to nothing', async ({ assert }) => {
    change(arrival.upload, { start: 0.5 })
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    const body = form(file('slow.txt', 'x'.repeat(1_000)))
    const head = uploadHead(app, [['Content-Length', String(body.length)]])
    const answer = await dribble(head, body, 5)
    assert.equal(statusOf(answer), 408)
    assert.isEmpty(await arrived())
  })
})

/** Sends so many bytes every 50 milliseconds. */
function dribble(head: Buffer, body: Buffer, step: number) {
  const { hostname, port } = new URL(ORIGIN)
  const { promise, resolve } = Promise.withResolvers<string>()
  const socket = connect(Number(port), hostname)
  let received = ''
  let at = 0
  const timer = setInterval(() => {
    if (at < body.length && !received) socket.write(body.subarray(at, (at += step)))
  }, 50)
  socket.on('data', (chunk) => (received += chunk.toString('latin1')))
  socket.on('error', () => {})
  socket.on('close', () => {
    clearInterval(timer)
    resolve(received)
  })
  socket.write(head)
  return promise
}
