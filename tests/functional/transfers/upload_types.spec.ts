import { deflateSync } from 'node:zlib'
import { test } from '@japa/runner'
import { fileLimits } from '#config/service/files'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { pour, statusOf } from '#tests/helpers/clients/raw'
import { fileRowsOf, watchIncoming } from '#tests/helpers/storage/stored_files'
import type { FileBody } from '#tests/helpers/files/files'
import { file, form, noise, upload, uploadHead } from '#tests/helpers/transfers/uploads'
import type { Person } from '#tests/helpers/people/users'
import { change } from '#tests/helpers/settings'

const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.from('0000000d49444154', 'hex'),
  deflateSync(Buffer.alloc(5)),
  Buffer.from('0000000049454e44ae426082', 'hex'),
])
const ELF = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)])
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
const startingWith = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(200)])

/** What it is, whatever it is called: its bytes, and the type that they tell. */
const KINDS: [string, string | Buffer, string][] = [
  ['a picture', PNG, 'image/png'],
  ['a PDF', '%PDF-1.7\n%âãÏÓ\n', 'application/pdf'],
  ['a text', 'Grüße, 世界', 'text/plain'],
  ['a text with a mark of its encoding', '\ufeffHello', 'text/plain'],
  ['JSON', '{"a": 1}', 'text/plain'],
  [
    'a long text whose last character is cut where it is looked at',
    `x${'ü'.repeat(20_000)}`,
    'text/plain',
  ],
  ['nothing', '', 'text/plain'],
  ['text with a NUL', 'Hello\0', 'application/octet-stream'],
  ['text in Latin-1', Buffer.from('Gr\xfc\xdfe', 'latin1'), 'application/octet-stream'],
  ['noise', noise(100_000), 'application/octet-stream'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'image/svg+xml'],
  [
    'SVG behind a prolog',
    '<?xml version="1.0"?>\n<!-- x -->\n<svg:svg xmlns:svg="x"/>',
    'image/svg+xml',
  ],
  ['HTML', '<!doctype html><title>x</title>', 'text/html'],
  ['HTML behind blanks', ' \n\t<ScRiPt>alert(1)</ScRiPt>', 'text/html'],
  ['HTML behind a comment', '<!-- x --><p>hello', 'text/html'],
  ['HTML behind comments and blanks', ` \n<!--a--> <!--b-->\n<p>hello`, 'text/html'],
  ['HTML behind a thousand comments', `${'<!--a-->'.repeat(1_000)}<p>`, 'text/html'],
  ['HTML behind an empty comment', '<!--a--><!--><p>', 'text/html'],
  ['text behind comments', `${'<!--a-->'.repeat(34)}x`, 'text/plain'],
  ['comments and nothing else', '<!--a-->\n'.repeat(1_500), 'text/plain'],
  ['a comment that does not end', `<!--${'a'.repeat(100)}<p>`, 'text/plain'],
  ['XML', '<?xml version="1.0"?><a/>', 'application/xml'],
  ['a script, which is text', '#!/bin/sh\nrm -rf ~\n', 'text/plain'],
]

const typeOf = async (app: App, name: string, contents: string | Buffer) =>
  (await upload(app, { name, contents })).data<FileBody>().mediaType

test.group('The type of a file', (group) => {
  let app: App & { person: Person }

  group.setup(async () => {
    app = await signInApp()
  })

  test('is told from its bytes and not from its name: {0}')
    .with(KINDS)
    .run(async ({ assert }, [, contents, mediaType]) => {
      for (const name of ['picture.png', 'page.html', 'setup.exe', 'no-extension'])
        assert.equal(await typeOf(app, name, contents), mediaType, name)
    })
})

test.group('A type that is not taken', () => {
  test('is refused, and nothing is kept: {0}')
    .with([
      ['a program for Linux', ELF, 'application/x-elf'],
      ['a program for Windows', EXE, 'application/x-msdownload'],
      ['a program for macOS', startingWith('cffaedfe07000001'), 'application/x-mach-binary'],
      ['a class of Java', startingWith('cafebabe00000034'), 'application/java-vm'],
      ['WebAssembly', startingWith('0061736d01000000'), 'application/wasm'],
      ['a package for Red Hat', startingWith('edabeedb03000000'), 'application/x-rpm'],
      [
        'a shortcut of Windows',
        startingWith('4c0000000114020000000000c000000000000046'),
        'application/x-ms-shortcut',
      ],
    ] as [string, Buffer, string][])
    .run(async ({ assert }, [, contents, mediaType]) => {
      const [app, arrived] = [await signInApp(), await watchIncoming()]
      const answer = await upload(app, { name: 'holiday.jpg', contents })
      assert.equal(answer.status, 415)
      assert.equal(answer.problem.code, 'unsupported_media_type')
      assert.equal(answer.problem.detail, `Programs cannot be uploaded here (${mediaType}).`)
      assert.isEmpty(await fileRowsOf(app.person))
      assert.isEmpty(await arrived())
    })

  test('depends on what the operator allows', async ({ assert }) => {
    const app = await signInApp()
    const trial = async () => {
      const answers = [PNG, 'text', noise(100)].map((contents) => upload(app, { contents }))
      return (await Promise.all(answers)).map(({ status }) => status)
    }
    change(fileLimits, { mediaTypes: ['image/*'] })
    assert.deepEqual(await trial(), [201, 415, 415])
    change(fileLimits, { mediaTypes: ['text/plain', 'application/octet-stream'] })
    assert.deepEqual(await trial(), [415, 201, 201])
    change(fileLimits, { mediaTypes: ['*/*'] })
    assert.equal((await upload(app, { contents: ELF })).status, 201)
  })

  test('is told as soon as the first bytes are there', async ({ assert }) => {
    const start = form(file('holiday.jpg', ELF)).subarray(0, -20)
    const head = uploadHead(await signInApp(), [['Content-Length', '1000000000']])
    const { answer, sent } = await pour(Buffer.concat([head, start]), noise(4_096))
    assert.equal(statusOf(answer), 415)
    assert.isBelow(sent, 50_000_000)
  })
})
