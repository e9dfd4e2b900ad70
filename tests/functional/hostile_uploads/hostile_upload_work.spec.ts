import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import {
  BOUNDARY,
  field,
  file,
  form,
  MULTIPART,
  part,
  uploadBytes,
} from '#tests/helpers/transfers/uploads'
import {
  fill,
  HEADER_ROOM,
  SHAPES,
  slowOf,
  WIDE_SHAPES,
  type Work,
} from '#tests/helpers/hostile_work'

test.group('An upload', (group) => {
  let app: App

  group.setup(async () => {
    app = await signInApp()
  })

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
