import { test } from '@japa/runner'
import { assertUploadRefused, uploaderIn, withName } from '#tests/helpers/hostile_uploads'
import { file, form, part, uploadBytes } from '#tests/helpers/transfers/uploads'

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
})
