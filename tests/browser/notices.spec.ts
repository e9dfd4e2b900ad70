import { test } from '@japa/runner'
import { fillIn, findBarriers, openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { keepFile } from '#tests/helpers/files/files'
import { createUser } from '#tests/helpers/people/users'

test.group('What the last request had to say', () => {
  test('has the focus wherever it stands on the page, {how} scripts')
    .with([{ how: 'with' }, { how: 'without', javaScriptEnabled: false }])
    .run(async ({ assert, browser }, { javaScriptEnabled }) => {
      const page = await openWindow(browser, {
        javaScriptEnabled,
        viewport: { width: 360, height: 740 },
      })
      const [person, friend] = [await createUser(), await createUser()]
      const file = await keepFile(person, { name: 'Plan.txt' })
      await signInOnPage(page, person)
      const said = (words: string) =>
        page.locator('.notice:focus').getByText(words).filter({ visible: true }).waitFor()
      const isInSight = async () => {
        const { y, height } = (await page.locator('.notice:focus').boundingBox())!
        return y >= 0 && y + height <= 740
      }

      await page.goto(`/files/${file.id}`)
      const whom = (username: string) => ({ 'Usernames or email addresses': username })
      await fillIn(page, whom('nobody-at-all'), 'Share')
      await said('One answer needs another look')
      await fillIn(page, whom(friend.username), 'Share')
      await said(`Shared with ${friend.username}`)
      assert.isTrue(await isInSight())
      await page.getByRole('button', { name: 'Remove', exact: false }).first().click()
      await said(`It is no longer shared with ${friend.username}`)
      await page.getByRole('button', { name: 'Undo' }).click()
      await said(`It is shared with ${friend.username} again`)
      assert.isTrue(await isInSight())
      if (javaScriptEnabled !== false) assert.deepEqual(await findBarriers(page), [])
    })
})
