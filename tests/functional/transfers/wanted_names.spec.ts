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

  test('must be one that a file can be given, and says why it is not: {name}')
    .with([
      { name: 'a/b', says: /Leave out slashes/ },
      { name: 'a\\b', says: /Leave out slashes/ },
      { name: '../..', says: /Leave out slashes/ },
      { name: '.', says: /a folder or a drive/ },
      { name: ' .. ', says: /a folder or a drive/ },
      { name: 'c:', says: /a folder or a drive/ },
      { name: 'x'.repeat(256), says: /at most 255 characters/ },
      { name: 'a\u202eb', says: /invisible/ },
      { name: 'a\nb', says: /invisible/ },
    ])
    .run(async ({ assert }, { name, says }) => {
      const answer = await named(name)
      assert.equal(answer.status, 422, answer.text)
      const [error, ...others] = answer.problem.errors!
      assert.deepEqual([error.field, others], ['name', []])
      assert.match(error.message, says)
    })

  test('is not read at all where it contains NUL', async ({ assert }) => {
    const answer = await named('a\0b')
    assert.equal(answer.status, 400, answer.text)
    assert.equal(answer.problem.code, 'bad_request')
  })
})
