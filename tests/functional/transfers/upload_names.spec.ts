import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import type { FileBody } from '#tests/helpers/files/files'
import { form, part, upload } from '#tests/helpers/transfers/uploads'

const START = 'Content-Disposition: form-data; name="file"; '
const headed = (headers: string) =>
  Buffer.concat([
    Buffer.from('--boundary\r\n'),
    Buffer.from(headers, 'latin1'),
    Buffer.from('\r\n\r\nx\r\n--boundary--\r\n'),
  ])
const utf8 = (text: string) => Buffer.from(text).toString('latin1')
const long = (ending: string) => 'x'.repeat(300) + ending

/** As it is written by a browser, an app or a mail program, and what it is called here. Bytes are in Latin-1. */
const GIVEN: [string, string][] = [
  // What any client writes.
  ['filename="notes.txt"', 'notes.txt'],
  ['filename=notes.txt', 'notes.txt'],
  [utf8('filename="Grüße.txt"'), 'Grüße.txt'],
  [utf8('filename="u\u0308.txt"'), '\u00fc.txt'],
  ['filename=".profile"', '.profile'],
  ['filename="__proto__"', '__proto__'],
  ['filename="a; b=c.txt"', 'a; b=c.txt'],

  // Phones.
  [`filename="IMG (1).jpg"; filename*=utf-8''IMG%20(1).jpg`, 'IMG (1).jpg'],
  ['filename="IMG%20(1).jpg"', 'IMG (1).jpg'],
  ['filename="%E2%82%AC%20rates.txt"', '€ rates.txt'],
  [`filename="_.jpg"; filename*=utf-8''${utf8('Grüße')} (2).jpg`, 'Grüße (2).jpg'],

  // Percent signs that are no encoding of the whole.
  ['filename="100%.txt"', '100%.txt'],
  ['filename="50%25 off.txt"', '50%25 off.txt'],
  ['filename="50%25%.txt"', '50%25%.txt'],
  ['filename="a%ff.txt"', 'a%ff.txt'],
  ['filename="a%00b.txt"', 'a%00b.txt'],
  [utf8('filename="ü%20a.txt"'), 'ü%20a.txt'],
  ['filename="IMG%2520(1).jpg"', 'IMG%20(1).jpg'],

  // Quotes and backslashes.
  ['filename="say \\"hi\\".txt"', 'say "hi".txt'],
  ['filename="say %22hi%22.txt"', 'say "hi".txt'],
  ['filename="say "hi" now.txt"', 'say "hi" now.txt'],
  ['filename="two %0D%0Alines.txt"', 'two lines.txt'],
  ['filename="unterminated.txt', 'unterminated.txt'],
  ['filename="a.txt" trailing', 'a.txt'],
  ['filename="a.txt\\"', 'a.txt'],
  ["filename='single.txt'", "'single.txt'"],

  // Paths.
  ['filename="../../etc/passwd"', 'passwd'],
  ['filename="/etc/passwd"', 'passwd'],
  ['filename="C:\\Users\\ann\\notes.txt"', 'notes.txt'],
  ['filename="C:\\fakepath\\x.jpg"', 'x.jpg'],
  ['filename="\\\\server\\share\\x.jpg"', 'x.jpg'],
  ['filename="photos/"', 'photos'],
  ['filename=C:\\photos\\x.jpg', 'x.jpg'],
  ['filename="..\\\\..\\\\notes.txt"', 'notes.txt'],
  [`filename*=UTF-8''..%2f..%2fnotes.txt`, 'notes.txt'],
  ['filename="..%2f..%2fnotes.txt"', 'notes.txt'],

  // Grammar.
  ['FileName="notes.txt"', 'notes.txt'],
  ['filename = "notes.txt"', 'notes.txt'],
  ['filename="notes.txt";', 'notes.txt'],
  [';; ;filename="notes.txt" ; ;', 'notes.txt'],
  ['filename=my notes.txt', 'my notes.txt'],
  ['size=5;filename="notes.txt";foo', 'notes.txt'],
  ['filename="a.txt"; filename="b.txt"', 'a.txt'],
  ['filename=\r\n "notes.txt"', 'notes.txt'],
  ['\r\n\tfilename="notes.txt"', 'notes.txt'],

  // RFC 8187, as it should be and as it is written.
  [`filename*=UTF-8''%e2%82%ac%20rates.txt`, '€ rates.txt'],
  [`filename="fallback.txt"; filename*=utf-8'en'%f0%9f%8e%88`, '🎈'],
  [`filename*=utf-8'en'%f0%9f%8e%88; filename="fallback.txt"`, '🎈'],
  [`filename*=iso-8859-1'en'%A3%20rates.txt`, '£ rates.txt'],
  [`filename*=Windows-1252''%80.txt`, '€.txt'],
  [`filename*=''a%20b.txt`, 'a b.txt'],
  [`filename*=a%20b.txt`, 'a b.txt'],
  [`filename*="utf-8''a%20b.txt"`, 'a b.txt'],
  [`filename*=utf-8''"a b.txt"`, 'a b.txt'],
  [`filename*=UTF-8''a%0d%0aSet-Cookie%3a%20b`, 'aSet-Cookie: b'],
  [`filename*=UTF-8''%00a.txt`, 'a.txt'],

  // What cannot be read gives way to what can.
  [`filename="a.txt"; filename*=UTF-8''%zz`, 'a.txt'],
  [`filename="a.txt"; filename*=UTF-8''100%`, 'a.txt'],
  [`filename="a.txt"; filename*=UTF-8''%ff%fe`, 'a.txt'],
  [`filename="a.txt"; filename*=UTF-8''`, 'a.txt'],
  [`filename="a.txt"; filename*=nonsense''b.txt`, 'a.txt'],
  [`filename="a.txt"; filename*=UTF-8''%00`, 'a.txt'],

  // Mail programs.
  ['filename="=?utf-8?B?R3LDvMOfZS50eHQ=?="', 'Grüße.txt'],
  ['filename="=?ISO-8859-1?Q?Gr=FC=DFe_2.txt?="', 'Grüße 2.txt'],
  ['filename="=?utf-8?q?Gr=C3=BC?= =?utf-8?q?=C3=9Fe?=.txt"', 'Grüße.txt'],
  ['filename="=?nonsense?q?a?=.txt"', '=?nonsense?q?a?=.txt'],
  [`filename*0="long "; filename*1="name.txt"`, 'long name.txt'],
  [`filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe; filename*2=" 100%.txt"`, 'Grüße 100%.txt'],
  [`filename*1=b.txt; filename*0=a`, 'ab.txt'],

  // Old programs.
  ['filename="Gr\xfc\xdfe.txt"', 'Grüße.txt'],

  // What cannot be seen, or kept.
  ['filename="holiday\xe2\x80\xaegpj.exe"', 'holidaygpj.exe'],
  ['filename="a\0b\x07c.txt"', 'abc.txt'],
  ['filename="  notes.txt "', 'notes.txt'],
  [`filename="${long('.jpeg')}"`, `${'x'.repeat(250)}.jpeg`],
  [`filename="${long('')}"`, 'x'.repeat(255)],
  [utf8(`filename="${'🎈'.repeat(300)}.jpg"`), `${'🎈'.repeat(251)}.jpg`],
  [`filename="${'x'.repeat(15_000)}.jpg"`, `${'x'.repeat(251)}.jpg`],
  [utf8(`filename="a${'\u0316\u0301'.repeat(3_000)}.jpg"`), ''],

  // Nothing that can be read: by what it is.
  ['filename=".."', 'file.txt'],
  ['filename="."', 'file.txt'],
  ['filename="/"', 'file.txt'],
  ['filename="a/.."', 'file.txt'],
  ['filename="C:\\\\"', 'file.txt'],
  ['filename=" "', 'file.txt'],
  ['filename="\0"', 'file.txt'],
  ['filename="\xe2\x80\xae"', 'file.txt'],
  [`filename*=UTF-8''%zz`, 'file.txt'],
  [`filename*=UTF-8''%e2%82`, 'file.txt'],
  [`filename*=nonsense''x`, 'file.txt'],
  ['filename=""', 'file.txt'],
]

test.group('The name of a file', (group) => {
  let app: App

  group.setup(async () => {
    app = await signInApp()
  })

  test('given as {0}')
    .with(
      GIVEN.map(
        ([parameter, name]) =>
          [parameter.slice(0, 70).replaceAll(/[^\x20-\x7e]/g, '·'), parameter, name] as const
      )
    )
    .run(async ({ assert }, [, parameter, name]) => {
      const answer = await upload(app, { body: headed(START + parameter) })
      assert.equal(answer.status, 201, answer.text)
      if (name) assert.equal(answer.data<FileBody>().name, name)
    })

  test('is found wherever the headers have it: {0}')
    .with([
      ['first', 'Content-Disposition: form-data; filename="a.txt"; name="file"'],
      ['beside a name without quotes', 'Content-Disposition: form-data; name=file; filename=a.txt'],
      ['without blanks', 'content-disposition:form-data;name="file";filename="a.txt"'],
      ['behind other headers', `X-A: b\r\n${START}filename="a.txt"`],
      ['in the type', `${START}filename=""\r\nContent-Type: text/plain; name="a.txt"`],
      [
        'in the type, beside what is none',
        `Content-Type: text/plain; name=a.txt\r\n${START}filename=".."`,
      ],
      ['in capitals', 'CONTENT-DISPOSITION: FORM-DATA; NAME="file"; FILENAME="a.txt"'],
    ] as const)
    .run(async ({ assert }, [, headers]) => {
      const answer = await upload(app, { body: headed(headers) })
      assert.equal(answer.status, 201, answer.text)
      assert.equal(answer.data<FileBody>().name, 'a.txt')
    })

  test('is made up where an app gives none', async ({ assert }) => {
    const png = Buffer.from(
      '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489',
      'hex'
    )
    const head = 'Content-Disposition: form-data; name="file"\r\nContent-Type: image/png'
    const answer = await upload(app, { body: form(part(head, png)) })
    assert.equal(answer.data<FileBody>().name, 'file.png')
  })

  test('may have 255 characters, whichever they are', async ({ assert }) => {
    for (const name of ['x'.repeat(255), '🎈'.repeat(255)]) {
      const answer = await upload(app, { name })
      assert.equal(answer.status, 201)
      assert.equal(answer.data<FileBody>().name, name)
    }
  })
})
