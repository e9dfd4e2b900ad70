import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { type FileBody, keepFile } from '#tests/helpers/files/files'
import { ago, changeRow, rowExists } from '#tests/helpers/storage/stored_files'
import type { Person } from '#tests/helpers/people/users'

/** A file in the bin, and one that was there for longer than files are kept, but that nobody has pruned yet. */
async function binOf(owner: Person) {
  const [binned, due] = [await keepFile(owner), await keepFile(owner)]
  await changeRow(binned.id, { deleted_at: ago('29 days 23 hours') })
  await changeRow(due.id, { deleted_at: ago('30 days 1 minute') })
  return { binned, due }
}

test.group('A file past its time in the bin, before it is pruned', () => {
  test('is not listed in it', async ({ assert }) => {
    const app = await signInApp()
    const { binned } = await binOf(app.person)
    const answer = await app.get('/api/v1/bin')
    const { data, meta } = answer.json<{ data: FileBody[]; meta: { total: number } }>()
    assert.deepEqual(
      data.map(({ id }) => id),
      [binned.id]
    )
    assert.equal(meta.total, 1)
  })

  test('is restored by nobody', async ({ assert }) => {
    const app = await signInApp()
    const { binned, due } = await binOf(app.person)
    const restore = (id: string) => app.api('POST', `/api/v1/files/${id}/restorations`)
    const refused = await restore(due.id)
    assert.deepEqual([refused.status, refused.problem.code], [404, 'not_found'])
    assert.equal((await restore(binned.id)).status, 200)
  })

  test('is gone for its owner, wherever it is asked for', async ({ assert }) => {
    const app = await signInApp()
    const { due } = await binOf(app.person)
    assert.isTrue(await rowExists(due.id))
    for (const path of [`/api/v1/files/${due.id}`, `/file/${due.id}`])
      assert.equal((await app.get(path)).status, 404)
    assert.equal((await app.api('DELETE', `/api/v1/bin/${due.id}`)).status, 404)
  })

  test('is on no page, and its form answers that it is gone', async ({ assert }) => {
    const browser = await signInBrowser()
    const { binned, due } = await binOf(browser.person)
    const { text } = await browser.get('/bin')
    assert.include(text, binned.id)
    assert.notInclude(text, due.id)
    const answer = await browser.submit('/bin', {}, `/bin/${due.id}/restorations`)
    assert.equal(answer.status, 404)
    for (const path of [`/files/${due.id}`, `/bin/${due.id}`])
      assert.equal((await browser.get(path)).status, 404)
  })
})
