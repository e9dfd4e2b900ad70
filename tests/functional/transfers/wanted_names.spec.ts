import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import type { FileBody } from '#tests/helpers/files/files'
import { field, file, form, upload } from '#tests/helpers/transfers/uploads'

test.group('A name in a field before the file', (group) => {
  let app: App

  group.setup(async () => {
    app = await signInApp()
  })

  const named = (name: string) => upload(app, { body: form(field('name', name), file('a.txt')) })

  test('is the name of the file', async ({ assert }) => {
    for (const [given, name] of [
      ['Holiday.jpg', 'Holiday.jpg'],
      [' Grüße 🎈 ', 'Grüße 🎈'],
      ['IMG%20(1).jpg', 'IMG%20(1).jpg'],
    ]) {
      const answer = await named(given)
      assert.equal(answer.status, 201, answer.text)
      assert.equal(answer.data<FileBody>().name, name)
    }
  })

  test('counts for nothing where it is empty', async ({ assert }) => {
    assert.equal((await named('')).data<FileBody>().name, 'a.txt')
    assert.equal((await named('  ')).data<FileBody>().name, 'a.txt')
  })

  test('must be one that a file can be given: {$self}')
    .with(['a/b', '..', 'a\\b', 'x'.repeat(256), 'a\u202eb', 'a\0b', 'a\nb'])
    .run(async ({ assert }, name) => {
      const answer = await named(name)
      assert.equal(answer.status, 422, answer.text)
      assert.deepEqual(
        answer.problem.errors!.map((error) => error.field),
        ['name']
      )
    })
})
