import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { FILES, type Page } from '#tests/helpers/files/file_lists'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { statementsOf } from '#tests/helpers/database/statements'
import { putInBin } from '#files/changes'

test.group('What files cost', () => {
  const LISTS = [FILES, `${FILES}?shared=with-me`, '/api/v1/bin']

  test('the first page of a list is two statements, however many rows: {$self}')
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
      assert.deepEqual([one.length, six.length], [2, 2])
    })

  test('a later page is three statements', async ({ assert }) => {
    const owner = await signInApp()
    for (let i = 0; i < 3; i++) await keepFile(owner.person)
    const { nextCursor } = (await owner.get(`${FILES}?perPage=1`)).json<Page>().meta
    for (const rest of ['page=2', `after=${nextCursor}`])
      assert.lengthOf(await statementsOf(() => owner.get(`${FILES}?perPage=1&${rest}`)), 3)
  })

  test('plans that connections keep go on after a migration has added a column', async ({
    assert,
    cleanup,
  }) => {
    const owner = await signInApp()
    await keepFile(owner.person)
    const total = async () => (await owner.get(FILES)).json<Page>().meta.total
    for (let i = 0; i < 12; i++) assert.equal(await total(), 1)
    await db.rawQuery('alter table files add column added_by_spec text')
    cleanup(() => db.rawQuery('alter table files drop column added_by_spec'))
    for (let i = 0; i < 12; i++) assert.equal(await total(), 1)
  })

  test('its metadata and its bytes are two statements each', async ({ assert }) => {
    const owner = await signInApp()
    const { id } = await keepFile(owner.person)
    for (const path of [`${FILES}/${id}`, `/file/${id}`])
      assert.lengthOf(await statementsOf(() => owner.get(path)), 2)
  })
})
