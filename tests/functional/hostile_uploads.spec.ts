import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import { arrival } from '#config/arrival'
import { type App, signInApp } from '#tests/helpers/clients'
import { pour, sendBytes, statusOf } from '#tests/helpers/raw'
import { fileRowsOf, storedKeys } from '#tests/helpers/stored_files'
import { BOUNDARY, field, file, form, part, uploadBytes, uploadHead } from '#tests/helpers/uploads'
import type { Person } from '#tests/helpers/users'

type Owner = App & { person: Person }

const CHUNKED: [string, string] = ['Transfer-Encoding', 'chunked']

/** Milliseconds: far more than a refusal takes. */
const IN_GOOD_TIME = 5_000

/** Fails unless the answer is the client's error in the contract's form, and nothing was kept. */
async function assertRefused(
  assert: Assert,
  app: Owner,
  answer: string,
  status: number | number[]
) {
  assert.oneOf(statusOf(answer), [status].flat(), answer.slice(0, 600))
  assert.match(answer, /content-type: application\/problem\+json/i)
  assert.match(answer, /connection: close/i)
  assert.isEmpty(await fileRowsOf(app.person))
  assert.isEmpty(await storedKeys('incoming'))
}

const withName = (name: string) => `Content-Disposition: form-data; name="${name}"`
const withFilename = (parameter: string) => `${withName('file')}; ${parameter}`

const OWN_PROPERTIES = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf']
const NESTED = [
  'a[b]',
  'a.b',
  'a[]',
  'a[4294967294]',
  'a[1e9]',
  `a${'[a]'.repeat(2_000)}`,
  `a${'.a'.repeat(2_000)}`,
  `a${'[0]'.repeat(2_000)}`,
]

const UNREADABLE_NAMES = [
  `filename*=UTF-8''%zz`,
  `filename*=UTF-8''%`,
  `filename*=UTF-8''%e2%82`,
  `filename*=UTF-8''%ff%fe`,
  `filename*=UTF-8''%00`,
  `filename*=UTF-8''a b`,
  `filename*=UTF-8'`,
  `filename*=`,
  `filename*=iso-8859-1'en'%A3`,
  `filename*=UTF-8''a; filename*=UTF-8''b`,
  `filename="a.txt"; filename="b.txt"`,
  `filename="unterminated`,
  `filename="a" trailing`,
  `filename="\0"`,
  `filename="\x07"`,
  `filename="\xff\xfe"`,
  `filename`,
]

test.group('A hostile upload', (group) => {
  let app: Owner

  group.setup(async () => {
    app = await signInApp()
  })
  group.teardown(() => assertAliveAfterwards())

  const assertAliveAfterwards = async () => {
    const answer = await uploadBytes(await signInApp(), form(file('after.txt')))
    if (statusOf(answer) !== 201) throw new Error(`Uploads fail afterwards: ${answer}`)
  }

  test('with a field of {0} is refused')
    .with([
      ['a name that every object has', OWN_PROPERTIES],
      ['a nested name', NESTED],
      ['a name that is none', ['', ' ', 'a b', 'é', 'x'.repeat(65)]],
    ] as [string, string[]][])
    .run(async ({ assert }, [, names]) => {
      for (const name of names)
        for (const headers of [withName(name), `${withName(name)}; filename="a.txt"`]) {
          const body = form(part(headers, 'x'), file('a.txt'))
          await assertRefused(assert, app, await uploadBytes(app, body), 400)
        }
    })

  test('with a file name that cannot be read is refused', async ({ assert }) => {
    for (const parameter of UNREADABLE_NAMES) {
      const head = `--${BOUNDARY}\r\n${withFilename(parameter)}\r\n\r\nx\r\n--${BOUNDARY}--`
      const answer = await uploadBytes(app, Buffer.from(head, 'latin1'))
      await assertRefused(assert, app, answer, 400)
    }
  })

  test('with a file name of which nothing is left is refused', async ({ assert }) => {
    for (const name of ['..', '.', '/', '../', 'a/..', 'C:\\\\', ' ', '\u202e', 'x'.repeat(256)])
      await assertRefused(assert, app, await uploadBytes(app, form(file(name))), 422)
  })

  test('with {0} is refused')
    .with([
      ['no boundary', 'multipart/form-data', 400],
      ['an empty boundary', 'multipart/form-data; boundary=', 400],
      ['an endless boundary', `multipart/form-data; boundary=${'x'.repeat(5_000)}`, 400],
      ['another boundary', 'multipart/form-data; boundary=other', 400],
      ['another type of multipart', `multipart/mixed; boundary=${BOUNDARY}`, 415],
      ['JSON', 'application/json', 415],
      ['a form without files', 'application/x-www-form-urlencoded', 415],
    ] as const)
    .run(async ({ assert }, [, type, status]) => {
      const answer = await uploadBytes(app, form(file('a.txt')), [['Content-Type', type]])
      await assertRefused(assert, app, answer, status)
    })

  test('that is compressed is refused', async ({ assert }) => {
    const answer = await uploadBytes(app, form(file('a.txt')), [['Content-Encoding', 'gzip']])
    await assertRefused(assert, app, answer, 415)
  })

  test('of {0} is refused')
    .with([
      ['nonsense', 'nonsense', 400],
      ['nothing but a boundary', `--${BOUNDARY}`, 400],
      ['an unterminated head', `--${BOUNDARY}\r\n${withFilename('filename="a"')}`, 400],
      ['an unterminated field', `--${BOUNDARY}\r\n${withName('a')}\r\n\r\nx`, 400],
      ['an unterminated file', form(file('a.txt')).subarray(0, -6), 400],
      ['a part without a head', form(part('', 'x')), 400],
      ['a part without a name', form(part('Content-Disposition: form-data', 'x')), 400],
      [
        'a part of another kind',
        form(part('Content-Disposition: attachment; name="file"; filename="a"', 'x')),
        400,
      ],
      ['a broken header', form(part(`${withFilename('filename="a"')}\r\nno colon`, 'x')), 400],
      ['a header twice', form(part(`${withName('a')}\r\n${withName('b')}`, 'x')), 400],
      [
        'a folded header',
        form(part(`Content-Disposition: form-data;\r\n name="file"; filename="a"`, 'x')),
        400,
      ],
      [
        'a file in base64',
        form(part(`${withFilename('filename="a"')}\r\nContent-Transfer-Encoding: base64`, 'eA==')),
        400,
      ],
      ['text behind its boundary', `--${BOUNDARY}x\r\n\r\n`, 400],
      ['two files', form(file('a.txt'), file('b.txt')), 400],
      ['a field after its file', form(file('a.txt'), field('a', 'x')), 400],
      ['a field twice', form(field('a', 'x'), field('a', 'y'), file('a.txt')), 400],
      ['a field that changes the method', form(field('_method', 'GET'), file('a.txt')), 400],
      [
        'a field that is no UTF-8',
        form(field('a', 'x'), part(withName('b'), Buffer.from([0xff])), file('a.txt')),
        400,
      ],
      ['fields and no file', form(field('a', 'x')), 422],
      ['a file that was not chosen', form(part(withFilename('filename=""'), '')), 422],
      ['no parts', form(), 422],
      [
        'eleven fields',
        form(...Array.from({ length: 11 }, (_, i) => field(`f${i}`, 'x')), file('a.txt')),
        413,
      ],
      ['1,001 parts', form(...Array.from({ length: 1_001 }, (_, i) => field(`f${i}`, 'x'))), 413],
      ['1,001 files', form(...Array.from({ length: 1_001 }, (_, i) => file(`${i}.txt`))), 400],
      ['a long field', form(field('a', 'x'.repeat(20_000)), file('a.txt')), 413],
      [
        'a long header',
        form(part(`${withFilename('filename="a"')}\r\nX-Long: ${'x'.repeat(20_000)}`, 'x')),
        413,
      ],
      [
        'many headers',
        form(
          part(
            `${withFilename('filename="a"')}${Array.from({ length: 2_000 }, (_, i) => `\r\nX-${i}: x`).join('')}`,
            'x'
          )
        ),
        413,
      ],
      [
        'much before its first part',
        Buffer.concat([Buffer.alloc(20_000, 'x'), form(file('a.txt'))]),
        413,
      ],
      [
        'much after its last part',
        Buffer.concat([form(file('a.txt')), Buffer.alloc(20_000, 'x')]),
        413,
      ],
    ] as [string, string | Buffer, number][])
    .run(async ({ assert }, [, body, status]) => {
      const start = performance.now()
      await assertRefused(assert, app, await uploadBytes(app, body), status)
      assert.isBelow(performance.now() - start, IN_GOOD_TIME)
    })

  test('without an end is refused once it is too much: {0}')
    .with([
      ['before the first part', ''],
      ['in a head', `--${BOUNDARY}\r\nX: `],
      ['in a field', `--${BOUNDARY}\r\n${withName('a')}\r\n\r\n`],
      ['behind the last part', form(file('a.txt')).toString()],
    ])
    .run(async ({ assert }, [, start]) => {
      const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
      const head = Buffer.concat([uploadHead(app, [CHUNKED]), Buffer.from(start && chunk(start))])
      const { answer, sent } = await pour(head, Buffer.from(chunk('x'.repeat(4_096))))
      await assertRefused(assert, app, answer, 413)
      assert.isBelow(sent, 8_000_000)
    })

  test('that falls silent is told so', async ({ assert }) => {
    const { idle } = arrival.upload
    arrival.upload.idle = 0.3
    try {
      for (const start of ['', form(file('a.txt')).subarray(0, -20)]) {
        const head = uploadHead(app, [['Content-Length', '1000']])
        const answer = await sendBytes(Buffer.concat([head, Buffer.from(start)]))
        await assertRefused(assert, app, answer, 408)
      }
    } finally {
      arrival.upload.idle = idle
    }
  })
})
