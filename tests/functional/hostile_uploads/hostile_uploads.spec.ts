import { test } from '@japa/runner'
import { arrival } from '#config/service/arrival'
import { assertUploadRefused, uploaderIn, withName } from '#tests/helpers/hostile_uploads'
import { pour, sendBytes } from '#tests/helpers/clients/raw'
import { BOUNDARY, file, form, uploadBytes, uploadHead } from '#tests/helpers/transfers/uploads'
import { change } from '#tests/helpers/settings'

const CHUNKED: [string, string] = ['Transfer-Encoding', 'chunked']

test.group('A hostile upload', (group) => {
  const uploader = uploaderIn(group)

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
      const answer = await uploadBytes(uploader(), form(file('a.txt')), [['Content-Type', type]])
      await assertUploadRefused(assert, uploader(), answer, status)
    })

  test('that is compressed is refused', async ({ assert }) => {
    const answer = await uploadBytes(uploader(), form(file('a.txt')), [
      ['Content-Encoding', 'gzip'],
    ])
    await assertUploadRefused(assert, uploader(), answer, 415)
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
      const head = Buffer.concat([
        uploadHead(uploader(), [CHUNKED]),
        Buffer.from(start && chunk(start)),
      ])
      const { answer, sent } = await pour(head, Buffer.from(chunk('x'.repeat(4_096))))
      await assertUploadRefused(assert, uploader(), answer, 413)
      assert.isBelow(sent, 8_000_000)
    })

  test('that falls silent is told so', async ({ assert }) => {
    change(arrival.upload, { idle: 0.3 })
    for (const start of ['', form(file('a.txt')).subarray(0, -20)]) {
      const head = uploadHead(uploader(), [['Content-Length', '1000']])
      const answer = await sendBytes(Buffer.concat([head, Buffer.from(start)]))
      await assertUploadRefused(assert, uploader(), answer, 408)
    }
  })
})
