import { test } from '@japa/runner'
import { httpBytes, sendBytes } from '#tests/helpers/clients/raw'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import {
  fill,
  HEADER_ROOM,
  SHAPES,
  slowOf,
  WIDE_SHAPES,
  type Work,
} from '#tests/helpers/hostile_work'

const READ_BY_US = [
  'Accept',
  'Access-Control-Request-Headers',
  'Authorization',
  'Content-Encoding',
  'Content-Type',
  'Cookie',
  'Expect',
  'Forwarded',
  'Host',
  'Idempotency-Key',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Range',
  'Origin',
  'Range',
  'Referer',
  'User-Agent',
  'X-CSRF-TOKEN',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Request-Id',
  'X-XSRF-TOKEN',
]

const JSON_TYPE: [string, string] = ['Content-Type', 'application/json']
const FORM_TYPE: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded']
const BODY_ROOM = 63_000

const postJson = (path: string, body: string, headers: [string, string][] = []) =>
  sendBytes(httpBytes(`POST ${path}`, [JSON_TYPE, ...headers], body))

/** Escaped as JSON, as many of them as bytes there may be. */
const jsonText = (shape: string, length: number) => JSON.stringify(fill(shape, length))

test.group('What a client sends', (group) => {
  let app: App
  let path: string

  group.setup(async () => {
    const signedIn = await signInApp()
    app = signedIn
    path = (await keepFile(signedIn.person)).path
  })

  const bearer = (): [string, string] => ['Authorization', `Bearer ${app.pair.accessToken}`]

  test('never holds the server up as a header: {$self}')
    .with(READ_BY_US)
    .run(async ({ assert }, name) => {
      const works = SHAPES.flatMap((shape) =>
        [`GET ${path}`, 'POST /login'].map((line): Work => {
          const headers: [string, string][] = [[name, fill(shape, HEADER_ROOM - 300)]]
          if (name !== 'Authorization') headers.push(bearer())
          return [`${line} ${shape}`, () => sendBytes(httpBytes(line, headers))]
        })
      )
      assert.deepEqual(await slowOf(works), [])
    })
    .timeout(60_000)

  test('never holds the server up as an address', async ({ assert }) => {
    const shapes = SHAPES.map((shape) => shape.replaceAll(/[ \t"\\<>]/g, '+'))
    const starts = [
      '/',
      '/files?q=',
      '/api/v1/files?after=',
      '/api/v1/files?',
      '/login?next=/',
      'http://a/',
    ]
    const works = shapes.flatMap((shape) =>
      starts.map((start): Work => {
        const line = `GET ${start}${fill(shape, HEADER_ROOM - 400)}`
        return [`${start} ${shape}`, () => sendBytes(httpBytes(line, [bearer()]))]
      })
    )
    const nested = ['a[b]=c&', 'a[]=b&', 'a.b=c&', '[', 'a[b][c][d]=e&', '&', 'a[9999]=b&', 'x=1&']
    for (const shape of nested) {
      const line = `GET /api/v1/files?${fill(shape, HEADER_ROOM - 400)}`
      works.push([`query ${shape}`, () => sendBytes(httpBytes(line, [bearer()]))])
    }
    assert.deepEqual(await slowOf(works), [])
  }).timeout(120_000)

  test('never holds the server up as a value in JSON', async ({ assert }) => {
    const works = WIDE_SHAPES.flatMap((shape): Work[] =>
      [254, 1_024, 4_096, 20_000].flatMap((length): Work[] => {
        const text = jsonText(shape, length)
        if (Buffer.byteLength(text) > BODY_ROOM) return []
        return [
          [`login ${shape} ${length}`, () => postJson('/api/v1/tokens', `{"login":${text}}`)],
          [
            `new user ${shape} ${length}`,
            () =>
              postJson('/api/v1/users', `{"username":${text},"email":${text},"password":${text}}`),
          ],
          [
            `reset ${shape} ${length}`,
            () => postJson('/api/v1/password-resets', `{"email":${text}}`),
          ],
          [
            `refresh ${shape} ${length}`,
            () => postJson('/api/v1/tokens/refresh', `{"refreshToken":${text}}`),
          ],
        ]
      })
    )
    assert.deepEqual(await slowOf(works), [])
  }).timeout(240_000)

  test('never holds the server up as JSON of whatever form', async ({ assert }) => {
    const DEEP = 30_000
    const bodies: [string, string][] = [
      ['deep lists', '['.repeat(DEEP) + ']'.repeat(DEEP)],
      ['deep lists without an end', '['.repeat(BODY_ROOM)],
      ['deep objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
      ['a deep field', `{"login":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`],
      ['many keys', `{${Array.from({ length: 6_000 }, (_, i) => `"k${i}":1`).join()}}`],
      ['one key again and again', `{${fill('"k":1,', BODY_ROOM - 20)}"k":1}`],
      [
        'keys that are numbers',
        `{${Array.from({ length: 5_000 }, (_, i) => `"${i * 7_919}":1`).join()}}`,
      ],
      ['a long list', `[${fill('1,', BODY_ROOM)}1]`],
      ['a long number', `{"login":1${'0'.repeat(BODY_ROOM - 20)}}`],
      ['escapes', `{"login":"${fill('\\u0041', BODY_ROOM - 30)}"}`],
      ['blanks', fill(' \n', BODY_ROOM)],
      ['blanks and something', `${fill(' ', BODY_ROOM)}x`],
      ['empty texts', `[${fill('"",', BODY_ROOM - 20)}""]`],
    ]
    const works = bodies.flatMap(([what, body]): Work[] =>
      ['/api/v1/tokens', '/api/v1/users'].map((to) => [`${to} ${what}`, () => postJson(to, body)])
    )
    assert.deepEqual(await slowOf(works), [])
  }).timeout(60_000)

  test('never holds the server up as a form', async ({ assert }) => {
    const shapes = [
      ...SHAPES,
      'a=b&',
      '&',
      'a[b]=c&',
      'a[]=b&',
      'a.b=c&',
      '[]',
      'a[0]',
      'a[9999]=b&',
      '%00=&',
      '+',
    ]
    const works = shapes.flatMap((shape): Work[] => {
      const body = fill(shape, BODY_ROOM)
      return ['', 'login='].map((start) => [
        `${start}${shape}`,
        () => sendBytes(httpBytes('POST /login', [FORM_TYPE], start + body)),
      ])
    })
    assert.deepEqual(await slowOf(works), [])
  }).timeout(120_000)
})
