import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients'
import type { FileBody } from '#tests/helpers/files'
import { form, part, upload } from '#tests/helpers/uploads'

const named = (parameter: string) =>
  form(part(`Content-Disposition: form-data; name="file"; ${parameter}`, 'x'))

test.group('The name of a file', (group) => {
  let app: App

  group.setup(async () => {
    app = await signInApp()
  })

  test('given as {0} is {1}')
    .with([
      ['filename="notes.txt"', 'notes.txt'],
      ['filename=notes.txt', 'notes.txt'],
      ['filename="Grüße.txt"', 'Grüße.txt'],
      ['filename="u\u0308.txt"', '\u00fc.txt'],
      [`filename*=UTF-8''%e2%82%ac%20rates.txt`, '€ rates.txt'],
      [`filename="fallback.txt"; filename*=utf-8'en'%f0%9f%8e%88`, '🎈'],
      ['filename="say \\"hi\\".txt"', 'say "hi".txt'],
      ['filename="say %22hi%22.txt"', 'say "hi".txt'],
      ['filename="100%.txt"', '100%.txt'],
      ['filename="../../etc/passwd"', 'passwd'],
      ['filename="/etc/passwd"', 'passwd'],
      ['filename="C:\\Users\\ann\\notes.txt"', 'notes.txt'],
      ['filename="..\\\\..\\\\notes.txt"', 'notes.txt'],
      [`filename*=UTF-8''..%2f..%2fnotes.txt`, 'notes.txt'],
      ['filename="holiday\u202egpj.exe"', 'holidaygpj.exe'],
      [`filename*=UTF-8''a%0d%0aSet-Cookie%3a%20b`, 'aSet-Cookie: b'],
      ['filename="  notes.txt "', 'notes.txt'],
      ['filename=".profile"', '.profile'],
      ['filename="__proto__"', '__proto__'],
      ['filename="a; b=c.txt"', 'a; b=c.txt'],
    ])
    .run(async ({ assert }, [parameter, name]) => {
      const answer = await upload(app, { body: named(parameter) })
      assert.equal(answer.status, 201, answer.text)
      assert.equal(answer.data<FileBody>().name, name)
    })

  test('may have 255 characters, whichever they are', async ({ assert }) => {
    for (const name of ['x'.repeat(255), '🎈'.repeat(255)]) {
      const answer = await upload(app, { name })
      assert.equal(answer.status, 201)
      assert.equal(answer.data<FileBody>().name, name)
    }
  })
})
