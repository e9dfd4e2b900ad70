import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { FILES, type Page } from '#tests/helpers/files/file_lists'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { statementsOf } from '#tests/helpers/database/statements'
import { putInBin } from '#files/changes'

test.group('What files cost', () => {
  const LISTS = [FILES, `${FILES}?shared=with-me`, '/api/v1/bin']

  test('a page of a list is three statements, however many rows: {$self}')
    .with(LISTS)
    .run(async ({ assert }, path) => {
      const [owner, other] = [await signInApp(), await signInApp()]
      const keep = async () => {
        const isShared = path.includes('shared')
        const file = await keepFile(isShared ? other.person : owner.person)
        if (isShared) await shareWith(file, owner.person)
        if (path.endsWith('bin')) await putInBin(file)
      }
      await keep()
      const one = await statementsOf(() => owner.get(path))
      for (let i = 0; i < 5; i++) await keep()
      const six = await statementsOf(() => owner.get(path))
      assert.equal((await owner.get(path)).json<Page>().meta.total, 6)
      assert.deepEqual([one.length, six.length], [3, 3])
    })

  test('its metadata and its bytes are two statements each', async ({ assert }) => {
    const owner = await signInApp()
    const { id } = await keepFile(owner.person)
    for (const path of [`${FILES}/${id}`, `/file/${id}`])
      assert.lengthOf(await statementsOf(() => owner.get(path)), 2)
  })
})
