import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { assertAlive, assertRefused } from '#tests/helpers/hostile'
import { get, postJson } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'

test.group('Headers that are too large', () => {
  test('are refused before anybody reads them', async ({ assert }) => {
    for (const name of ['Cookie', 'Authorization', 'X-Anything', 'User-Agent']) {
      const answer = await sendBytes(httpBytes('GET /', [[name, 'x'.repeat(16_384)]]))
      assert.equal(statusOf(answer), 431, name)
      assert.include(answer, '"code":"headers_too_large"')
    }
    const many = Array.from({ length: 3_000 }, (_, i): [string, string] => [`X-${i}`, 'x'])
    assert.equal(statusOf(await sendBytes(httpBytes('GET /', many))), 431)
    const address = await sendBytes(httpBytes(`GET /${'a'.repeat(20_000)}`))
    assert.equal(statusOf(address), 431)
    await assertAlive(assert)
  })

  test('of 15 KB are read and cost nothing', async ({ assert }) => {
    for (const value of [
      '; '.repeat(7_500),
      'a=b; '.repeat(3_000),
      'gatehouse_session='.repeat(800),
    ])
      await assertRefused(assert, () => get('/api/v1/me', { Cookie: value }), { status: 401 })
  })
})

test.group('A length that lies', () => {
  test('ends the connection and nothing else', async ({ assert }) => {
    const start = 'POST /api/v1/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    for (const rest of [
      'Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}',
      'Content-Length: -1\r\n\r\n{}',
      'Content-Length: 1e3\r\n\r\n{}',
      'Content-Length: 99999999999999999999\r\n\r\n{}',
      'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
      'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
      'Transfer-Encoding: gzip, chunked\r\nConnection: close\r\n\r\n0\r\n\r\n',
      `Transfer-Encoding: chunked\r\n\r\n2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
    ]) {
      const status = statusOf(await sendBytes(start + rest))!
      assert.isAtLeast(status, 400, rest.slice(0, 40))
      assert.isBelow(status, 500, rest.slice(0, 40))
    }
    await assertAlive(assert)
  })

  test('does not let one request hide in another', async ({ assert }) => {
    const hidden = 'GET /hidden HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
    const bytes = httpBytes('GET /api/v1/me', [['Content-Length', String(hidden.length)]])
    const answer = await sendBytes(Buffer.concat([bytes, Buffer.from(hidden)]))
    assert.lengthOf(answer.match(/HTTP\/1\.1 /g) ?? [], 1)
  })

  test('leaves nothing waiting where the client goes away', async ({ assert }) => {
    const browser = await signInBrowser()
    for (let i = 0; i < 20; i++) {
      const controller = new AbortController()
      const call = fetch(new URL('/api/v1/tokens', process.env.APP_URL), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Cookie': String(browser.jar) },
        body: new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('{"login":')) }),
        signal: controller.signal,
        duplex: 'half',
      } as RequestInit)
      setTimeout(() => controller.abort(), 20)
      await call.catch(() => {})
    }
    assert.equal((await postJson('/api/v1/tokens', {})).status, 422)
    await assertAlive(assert)
  })
})
