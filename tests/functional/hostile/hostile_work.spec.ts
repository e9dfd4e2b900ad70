import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { leastWorkOf } from '#tests/helpers/servers/processor_time'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'
import {
  BOUNDARY,
  field,
  file,
  form,
  MULTIPART,
  part,
  uploadBytes,
} from '#tests/helpers/files/uploads'

/** Milliseconds of the processor for one request, of the client of the tests included. */
const LIMIT = 50

/** Bytes that are left for one header, or the address, of what node takes. */
const HEADER_ROOM = 15_500

const fill = (pattern: string, length: number) =>
  pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length)

/** Texts that expressions, splitters and decoders stumble over. */
const SHAPES = [
  ' ',
  '\t ',
  'a',
  '"',
  '\\"',
  '\\',
  'a=b;',
  'a="b";',
  'a="x"y;',
  ';',
  '=',
  ',',
  'W/"a", ',
  '"a',
  '%',
  '%41',
  '%zz',
  '%C3%BC',
  '(',
  '[',
  '<!--a-->',
  '=?utf-8?q?=41?= ',
  '=?',
  "utf-8''",
  'filename*0*=a;',
  '0-1,',
  '-1,',
  '1.',
  '..',
  '/',
  '/../',
  'a@',
  '@',
  'a.',
  'xn--',
  'bytes=0-',
  'Mozilla/5.0 (',
  'gatehouse_session=',
  'gatehouse_at_',
]

/** Not of ASCII: for bodies, where UTF-8 is read. */
const WIDE_SHAPES = [
  ...SHAPES,
  '\u0316\u0301',
  '\ufdfa',
  '\u202e',
  '🎈',
  '\u00fc',
  '\u1100\u1161',
  '。',
]

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

type Work = [what: string, ask: () => Promise<string>]

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

  /** @returns what takes too long, with its milliseconds */
  async function slowOf(works: Work[]) {
    const slow: string[] = []
    for (const [what, ask] of works) {
      const work = await leastWorkOf(async () => {
        const status = statusOf(await ask())
        if (status === null || status >= 500) throw new Error(`${what}: ${status}`)
      }, LIMIT)
      if (work > LIMIT) slow.push(`${what}: ${Math.round(work)} ms`)
    }
    return slow
  }

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

  test('never holds the server up as a form with a file', async ({ assert }) => {
    const room = 15_000
    const withHead = (head: string) => form(part(head, 'x'))
    const start = 'Content-Disposition: form-data; name="file"; '
    const works = WIDE_SHAPES.flatMap((shape): Work[] => {
      const long = fill(shape, room / Math.max(1, Buffer.byteLength(shape) / shape.length))
      const bodies: [string, Buffer][] = [
        ['file name', withHead(`${start}filename="${long}"`)],
        ['bare file name', withHead(`${start}filename=${long}`)],
        ['extended file name', withHead(`${start}filename*=utf-8''${long}`)],
        ['parameters', withHead(`${start}${long}`)],
        ['value of a header', withHead(`${start}filename="a"\r\nX-A: ${long}`)],
        ['header', withHead(`${long}\r\n${start}filename="a"`)],
        ['folds', withHead(`${start}${fill('\r\n ', room)}filename="a"`)],
        ['wanted name', form(field('name', long), file('a.txt'))],
        ['before', Buffer.concat([Buffer.from(long), form(file('a.txt'))])],
        ['behind', Buffer.concat([form(file('a.txt')), Buffer.from(long)])],
      ]
      return bodies.map(([what, body]) => [`${what} ${shape}`, () => uploadBytes(app, body)])
    })
    assert.deepEqual(await slowOf(works), [])
  }).timeout(240_000)

  test('never holds the server up as the bytes of a file', async ({ assert }) => {
    const shapes = [
      ...WIDE_SHAPES,
      '<!--',
      '<!-- ',
      '-->',
      '<',
      '<!doctype ',
      '<?xml ',
      '<svg',
      '<a:',
      '\n',
      `\r\n--${BOUNDARY.slice(0, -1)}`,
      '\r\n',
      '\r',
      '\0',
    ]
    const starts = [
      '',
      '<!--',
      ' ',
      '<?xml ',
      'PK\x03\x04',
      '%PDF-',
      '\x1aE\xdf\xa3',
      'ID3',
      'RIFF',
      'II*\0',
      'OggS',
    ]
    const markup = new Set([' ', '<!--a-->', '<!--', '\0', 'a'])
    const works = shapes.flatMap((shape): Work[] =>
      (markup.has(shape) ? starts : ['']).map((start) => {
        const contents = Buffer.from(start + fill(shape, 40_000))
        return [`${start}${shape}`, () => uploadBytes(app, form(file('a', contents)))]
      })
    )
    assert.deepEqual(await slowOf(works), [])
  }).timeout(300_000)

  test('never holds the server up as a boundary, or with many parts', async ({ assert }) => {
    const body = form(...Array.from({ length: 2_000 }, (_, i) => field(`f${i}`, 'x')))
    const works: Work[] = SHAPES.map((shape) => {
      const type = `${MULTIPART['Content-Type']}; ${fill(shape, HEADER_ROOM - 500)}`
      return [
        `boundary ${shape}`,
        () => uploadBytes(app, form(file('a')), [['Content-Type', type]]),
      ]
    })
    assert.deepEqual(await slowOf([...works, ['parts', () => uploadBytes(app, body)]]), [])
  }).timeout(60_000)
})
