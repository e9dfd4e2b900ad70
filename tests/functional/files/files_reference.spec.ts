import { test } from '@japa/runner'
import { wordsAbout } from '#tests/helpers/documents/reference_page'

test.group('The pages about the API, of files', () => {
  test('say what a field takes: {words}')
    .with([
      {
        id: 'createFile',
        words: 'name, optional: text, at most 255 characters. In place of the name',
      },
      { id: 'createFile', words: 'file: the bytes.' },
      {
        id: 'createFileLink',
        words: 'password, optional: text, at least 6 characters, at most 4096 bytes.',
      },
      { id: 'createFileLink', words: 'maxDownloads, optional: a whole number, 1 to 10000.' },
      { id: 'createFileShare', words: 'role: viewer, editor.' },
      { id: 'listFiles', words: 'perPage in the query, optional: a whole number, 1 to 100.' },
      { id: 'getFile', words: 'id in the path: text, a UUID.' },
    ])
    .run(async ({ assert }, { id, words }) => {
      assert.include(await wordsAbout(id), words)
    })
})
