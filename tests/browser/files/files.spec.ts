import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { choose, openAs, picture, press } from '#tests/helpers/browser/file_pages'
import { fillIn } from '#tests/helpers/browser/pages'
import { PROGRAM } from '#tests/helpers/files/upload_form'
import { createUser } from '#tests/helpers/people/users'

const pathOf = (page: Page) => new URL(page.url()).pathname

test.group('Files, in a browser without JavaScript', () => {
  const plain = { javaScriptEnabled: false }

  test('somebody uploads, looks, renames, deletes, restores, and deletes for good', async ({
    assert,
    browser,
  }) => {
    const page = await openAs(browser, await createUser(), plain)
    await page.getByRole('link', { name: 'Files', exact: true }).click()
    await choose(page)
    await press(page, 'Upload')
    assert.include(await page.textContent('main'), 'Lake.png has been uploaded.')

    await page.getByRole('link', { name: 'Lake.png', exact: true }).click()
    await page.getByAltText('Preview of Lake.png').waitFor()
    assert.include(await page.textContent('main'), 'PNG image')

    await fillIn(page, { Name: 'Summer.png' }, 'Rename')
    assert.equal(await page.textContent('h1'), 'Summer.png')

    await press(page, 'Move to the bin')
    assert.include(await page.textContent('main'), 'Summer.png is in the bin.')
    await page.getByRole('link', { name: 'Bin', exact: true }).click()
    await page.getByRole('button', { name: 'Restore' }).click()
    assert.include(await page.textContent('main'), 'has been restored to your files')

    await press(page, 'Move to the bin')
    await page.getByRole('link', { name: 'Bin', exact: true }).click()
    await page.getByRole('link', { name: /^Delete/ }).click()
    await press(page, 'Delete for good')
    assert.include(await page.textContent('main'), 'The bin is empty')
  })

  test('somebody uploads several files at once, and is told of the one that is not taken', async ({
    assert,
    browser,
  }) => {
    const page = await openAs(browser, await createUser(), plain)
    await page.goto('/files')
    const program = { ...picture('Virus.png'), buffer: PROGRAM }
    await page
      .getByLabel('Upload files')
      .setInputFiles([picture('One.png'), program, picture('Three.png')])
    await press(page, 'Upload')
    await page.getByText('2 files have been uploaded.').waitFor()
    assert.include(await page.getByRole('alert').textContent(), 'Virus.png: Programs')
    const rows = page.getByRole('list', { name: 'Your files' }).getByRole('listitem')
    assert.equal(await rows.count(), 2)
  })

  test('somebody shares with a second person, and takes it back', async ({ assert, browser }) => {
    const [ada, grace] = [await createUser(), await createUser()]
    const owner = await openAs(browser, ada, plain)
    const friend = await openAs(browser, grace, plain)
    await choose(owner)
    await press(owner, 'Upload')
    await owner.getByRole('link', { name: 'Lake.png', exact: true }).click()
    await fillIn(owner, { 'Usernames or email addresses': grace.username }, 'Share')

    await friend.goto('/shared-with-me')
    assert.include(await friend.textContent('main'), `From ${ada.username}`)
    await friend.getByRole('link', { name: 'Lake.png', exact: true }).click()
    assert.equal(pathOf(friend), pathOf(owner))
    await friend.getByAltText('Preview of Lake.png').waitFor()
    assert.equal(await friend.getByRole('button', { name: 'Rename' }).count(), 0)

    await owner.getByRole('button', { name: /^Remove/ }).click()
    const answer = await friend.reload()
    assert.equal(answer!.status(), 404)
  })

  test('no button is shown that needs a script', async ({ assert, browser }) => {
    const page = await openAs(browser, await createUser(), plain)
    await choose(page)
    await press(page, 'Upload')
    await page.getByRole('link', { name: 'Lake.png', exact: true }).click()
    await press(page, 'Create a link')
    assert.match(await page.getByLabel(/Expires \d/).inputValue(), /^http.+signature=/)
    assert.isFalse(await page.getByText('Copy', { exact: true }).isVisible())
  })

  test('somebody is told why a file was not taken', async ({ assert, browser }) => {
    const page = await openAs(browser, await createUser(), plain)
    await choose(page, { ...picture(), buffer: PROGRAM })
    await press(page, 'Upload')
    assert.equal(pathOf(page), '/files')
    assert.include(await page.getByRole('alert').textContent(), 'application/x-elf')
  })
})
