import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import { assertAlive, assertRefused, changingRoutes, refusalBy } from '#tests/helpers/hostile'
import { send } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { registration } from '#tests/helpers/people/users'

const MEGABYTE = 1024 * 1024

const post = (body: Buffer | string, encoding: string, path = '/api/v1/users', method = 'POST') => {
  const type = path.startsWith('/api/') ? 'application/json' : 'application/x-www-form-urlencoded'
  const headers = { 'Content-Type': type, 'Content-Encoding': encoding }
  return send(method, path, { body, headers })
}

/** JSON of about this many bytes, which compress to next to nothing. */
const zeros = (bytes: number) => Buffer.from(`{"username":"${'0'.repeat(bytes)}"}`)

test.group('A compressed body', () => {
  test('is refused, whether it is one or only said to be: {0}')
    .with([
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['br', brotliCompressSync],
    ] as [string, (data: Buffer | string) => Buffer][])
    .run(async ({ assert }, [encoding, pack]) => {
      const good = pack(JSON.stringify(registration()))
      for (const body of [
        good,
        good.subarray(0, -5),
        'nonsense',
        JSON.stringify(registration()),
        Buffer.alloc(60_000, 0xff),
        pack(zeros(50 * MEGABYTE)).subarray(0, 60_000),
      ])
        for (const path of ['/api/v1/users', '/login'])
          await assertRefused(assert, () => post(body, encoding, path), { status: 415 })
      await assertAlive(assert)
    })

  test('is refused in a way that nobody knows: {$self}')
    .with([
      'zstd',
      'compress',
      'x-gzip',
      'nonsense',
      'gzip, gzip',
      'GZIP',
      'gzip;q=1',
      'identity,gzip',
    ])
    .run(async ({ assert }, encoding) => {
      const body = gzipSync(JSON.stringify(registration()))
      const answer = await assertRefused(assert, () => post(body, encoding), { status: 415 })
      assert.equal(answer.problem.code, 'unsupported_media_type')
    })

  test('is refused where it is packed on the way: {0} of {1}')
    .with(
      ['gzip, chunked', 'deflate,chunked', 'chunked, gzip', 'x-nonsense, chunked'].flatMap(
        (coding) => [
          [coding, 'JSON', 'POST /api/v1/users', 'application/json', '{}'],
          [
            coding,
            'an upload',
            'PUT /api/v1/me/picture',
            'multipart/form-data; boundary=x',
            '--x--',
          ],
        ]
      )
    )
    .run(async ({ assert }, [coding, , line, type, body]) => {
      const { accessToken } = (await signInApp()).pair
      const head = httpBytes(line, [
        ['Authorization', `Bearer ${accessToken}`],
        ['Content-Type', type],
        ['Transfer-Encoding', coding],
      ])
      const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
      const answer = await sendBytes(Buffer.concat([head, Buffer.from(chunks)]))
      assert.oneOf(statusOf(answer), coding.endsWith('chunked') ? [415] : [400])
      assert.include(answer, coding.endsWith('chunked') ? 'uncompressed' : 'bad_request')
    })

  test('is taken where it is said to be none', async ({ assert }) => {
    const answer = await post(JSON.stringify(registration()), 'identity')
    assert.equal(answer.status, 201)
  })

  // What bodyparser inflates ends the process where it breaks after 64 KB were found to be too much.
  test('that breaks once it is found too large ends no process, on any route', async ({
    assert,
  }) => {
    const broken = gzipSync(zeros(70_000))
    broken.writeUInt32LE(0, broken.length - 8)
    const second = Buffer.concat([
      gzipSync(zeros(70_000)),
      Buffer.from([0x1f, 0x8b, 8, 0xff, 1, 2]),
    ])
    for (const [method, path] of changingRoutes())
      for (const body of [broken, second])
        await assertRefused(assert, () => post(body, 'gzip', path, method), {
          status: refusalBy(path, 415),
        })
    await assertAlive(assert)
  })
})
