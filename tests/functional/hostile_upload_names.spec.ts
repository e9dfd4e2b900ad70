import { test } from '@japa/runner'
import {
  assertUploadRefused,
  uploaderIn,
  withFilename,
  withName,
} from '#tests/helpers/hostile_uploads'
import { BOUNDARY, file, form, part, uploadBytes } from '#tests/helpers/uploads'

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

test.group('A hostile name in an upload', (group) => {
  const uploader = uploaderIn(group)

  test('of a field of {0} is refused')
    .with([
      ['a name that every object has', OWN_PROPERTIES],
      ['a nested name', NESTED],
      ['a name that is none', ['', ' ', 'a b', 'é', 'x'.repeat(65)]],
    ] as [string, string[]][])
    .run(async ({ assert }, [, names]) => {
      for (const name of names)
        for (const headers of [withName(name), `${withName(name)}; filename="a.txt"`]) {
          const body = form(part(headers, 'x'), file('a.txt'))
          await assertUploadRefused(assert, uploader(), await uploadBytes(uploader(), body), 400)
        }
    })

  test('of a file name that cannot be read is refused', async ({ assert }) => {
    for (const parameter of UNREADABLE_NAMES) {
      const head = `--${BOUNDARY}\r\n${withFilename(parameter)}\r\n\r\nx\r\n--${BOUNDARY}--`
      const answer = await uploadBytes(uploader(), Buffer.from(head, 'latin1'))
      await assertUploadRefused(assert, uploader(), answer, 400)
    }
  })

  test('of a file name of which nothing is left is refused', async ({ assert }) => {
    for (const name of ['..', '.', '/', '../', 'a/..', 'C:\\\\', ' ', '\u202e', 'x'.repeat(256)])
      await assertUploadRefused(
        assert,
        uploader(),
        await uploadBytes(uploader(), form(file(name))),
        422
      )
  })
})
