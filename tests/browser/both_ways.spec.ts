import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { choose, openAs, press } from '#tests/helpers/browser/file_pages'
import type { FileBody } from '#tests/helpers/files/files'
import { PNG } from '#tests/helpers/transfers/uploads'
import { fillIn } from '#tests/helpers/browser/pages'
import { upload } from '#tests/helpers/transfers/uploads'

/** How wide the picture in the preview is, once it has loaded: 0 where there is none to see. */
const widthOfPreview = (page: Page) =>
  page.evaluate<number>(`(async (image) => {
    await image.decode()
    return image.naturalWidth
  })(document.querySelector('.preview img'))`)

test.group('One file, by token and in the browser', () => {
  test('uploaded by token, it is previewed and shared in the browser', async ({
    assert,
    browser,
  }) => {
    const app = await signInApp()
    const friend = await signInApp()
    const { id } = (await upload(app, { name: 'Phone.png', contents: PNG })).data<FileBody>()

    const page = await openAs(browser, app.person)
    await page.goto('/files')
    await page.getByRole('link', { name: 'Phone.png', exact: true }).click()
    assert.equal(await widthOfPreview(page), 2)
    await fillIn(page, { 'Usernames or email addresses': friend.person.username }, 'Share')
    await page.locator('.notice:focus').getByText(`Shared with ${friend.person.username}`).waitFor()
    assert.equal((await friend.get(`/api/v1/files/${id}`)).data<FileBody>().role, 'viewer')
  })

  test('uploaded in the browser, it is read by token', async ({ assert, browser }) => {
    const app = await signInApp()
    const page = await openAs(browser, app.person)
    await choose(page)
    await press(page, 'Upload')
    await page.locator('.row:target').waitFor()

    const [file] = (await app.get('/api/v1/files')).data<FileBody[]>()
    assert.containSubset(file, { name: 'Lake.png', mediaType: 'image/png', size: PNG.length })
    const bytes = await app.get(`/file/${file.id}`)
    assert.equal(bytes.headers.etag, `"${file.sha256}"`)
  })
})
