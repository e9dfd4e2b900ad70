import { test } from '@japa/runner'
import {
  assertUploadRefused,
  uploaderIn,
  withFilename,
  withName,
} from '#tests/helpers/hostile_uploads'
import { BOUNDARY, field, file, form, part, uploadBytes } from '#tests/helpers/transfers/uploads'

/** Milliseconds: far more than a refusal takes. */
const IN_GOOD_TIME = 5_000

test.group('A hostile body of an upload', (group) => {
  const uploader = uploaderIn(group)

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
      ['a field with two names', form(part(`${withName('a')}; name="b"`, 'x')), 400],
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
      await assertUploadRefused(assert, uploader(), await uploadBytes(uploader(), body), status)
      assert.isBelow(performance.now() - start, IN_GOOD_TIME)
    })
})
