import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'
import { MULTIPART } from '#tests/helpers/transfers/uploads'

type Headers = [string, string][]

const CHUNKED: Headers = [['Transfer-Encoding', 'chunked']]
const JSON_TYPE: Headers = [['Content-Type', 'application/json']]
const typed = (type: string, ...headers: Headers): Headers => [['Content-Type', type], ...headers]
const sized = (length: number): Headers => [['Content-Length', String(length)]]

/** The ways to send nothing. */
const NOTHING: [string, Headers, string][] = [
  ['no body', [], ''],
  ['no body and a type', JSON_TYPE, ''],
  ['a length of 0', sized(0), ''],
  ['a length of 0 and a type', [...JSON_TYPE, ...sized(0)], ''],
  ['a length of 0 and a foreign type', typed('text/plain', ...sized(0)), ''],
  ['a length of 0 and a type that is none', typed('nonsense', ...sized(0)), ''],
  ['no chunk', CHUNKED, '0\r\n\r\n'],
  ['no chunk and a type', [...JSON_TYPE, ...CHUNKED], '0\r\n\r\n'],
  ['no chunk and a foreign type', typed('text/plain', ...CHUNKED), '0\r\n\r\n'],
  ['no chunk but a trailer', CHUNKED, '0\r\nX-A: b\r\n\r\n'],
  ['no chunk but an extension', CHUNKED, '0;a=b\r\n\r\n'],
  ['null', [...JSON_TYPE, ...sized(4)], 'null'],
  ['null in chunks', [...JSON_TYPE, ...CHUNKED], '2\r\nnu\r\n2\r\nll\r\n0\r\n\r\n'],
  ['null and blanks', [...JSON_TYPE, ...sized(8)], ' \r\nnull\n'],
  ['blanks', [...JSON_TYPE, ...sized(5)], ' \t\r\n '],
  ['a line break', typed('application/json; charset=utf-8', ...sized(2)), '\r\n'],
  ['an empty object', [...JSON_TYPE, ...sized(2)], '{}'],
]

test.group('No body', (group) => {
  let app: App

  group.each.setup(async () => {
    app = await signInApp()
  })

  const ask = (line: string, headers: Headers, body: string) => {
    const authorization: Headers = [['Authorization', `Bearer ${app.pair.accessToken}`]]
    const head = httpBytes(line, [...authorization, ...headers])
    return sendBytes(Buffer.concat([head, Buffer.from(body)]))
  }

  test('is no body where none is wanted: {0}')
    .with(NOTHING)
    .run(async ({ assert }, [, headers, body]) => {
      const answer = await ask('DELETE /api/v1/sign-ins', headers, body)
      assert.equal(statusOf(answer), 204, answer)
      assert.equal(statusOf(await ask('DELETE /api/v1/sign-ins/current', headers, body)), 204)
    })

  test('lacks the fields that are wanted: {0}')
    .with(NOTHING)
    .run(async ({ assert }, [, headers, body]) => {
      for (const line of ['POST /api/v1/tokens', 'POST /api/v1/users', 'PUT /api/v1/me/password']) {
        const answer = await ask(line, headers, body)
        assert.equal(statusOf(answer), 422, `${line}: ${answer}`)
        assert.include(answer, '"errors":[{')
      }
    })

  test('is no upload: {0}')
    .with(NOTHING.filter(([, , body]) => body === '' || body.startsWith('0')))
    .run(async ({ assert }, [, headers, body]) => {
      const framing = headers.filter(([name]) => name !== 'Content-Type')
      const type = typed(MULTIPART['Content-Type'])
      const answer = await ask('POST /api/v1/files', [...framing, ...type], body)
      assert.equal(statusOf(answer), 422, answer)
      assert.include(answer, 'Choose a file.')
    })

  test('is something else than a body that is wrong: {0}')
    .with([
      ['a chunk without a type', CHUNKED, '2\r\n{}\r\n0\r\n\r\n', 415],
      ['a foreign type', typed('text/plain', ...sized(4)), 'null', 415],
      ['a number', [...JSON_TYPE, ...sized(1)], '0', 400],
      ['a text', [...JSON_TYPE, ...sized(3)], '"a"', 400],
      ['an empty text', [...JSON_TYPE, ...sized(2)], '""', 400],
      ['false', [...JSON_TYPE, ...sized(5)], 'false', 400],
      ['null twice', [...JSON_TYPE, ...sized(9)], 'null null', 400],
      ['null with a blank in it', [...JSON_TYPE, ...sized(5)], 'nu ll', 400],
      ['a NUL', [...JSON_TYPE, ...sized(1)], '\0', 400],
    ] as [string, Headers, string, number][])
    .run(async ({ assert }, [, headers, body, status]) => {
      const answer = await ask('DELETE /api/v1/sign-ins', headers, body)
      assert.equal(statusOf(answer), status, answer)
    })
})
