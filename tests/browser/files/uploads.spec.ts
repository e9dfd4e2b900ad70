import { test } from '@japa/runner'
import { choose, openAs, picture, press } from '#tests/helpers/browser/file_pages'
import { PNG } from '#tests/helpers/transfers/uploads'
import { openWindow } from '#tests/helpers/browser/pages'
import { PROGRAM } from '#tests/helpers/files/upload_form'
import { createUser } from '#tests/helpers/people/users'

test.group('Files, in a browser with JavaScript', () => {
  test('an upload tells how far it is, and the new file stands in the list', async ({
    assert,
    browser,
  }) => {
    const page = await openAs(browser, await createUser())
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await choose(page, {
      ...picture('Noise.bin'),
      buffer: Buffer.concat([PNG, Buffer.alloc(3_000_000)]),
    })
    await page.evaluate(`
      const bar = document.querySelector('progress')
      const note = () => (sessionStorage.seen = [sessionStorage.seen, bar.value].join(' '))
      new MutationObserver(note).observe(bar, { attributes: true })
    `)
    await press(page, 'Upload')
    await page.locator('.row:target').waitFor()

    assert.equal(
      await page.locator('.row:target').getByRole('link').first().textContent(),
      'Noise.bin'
    )
    assert.match(await page.evaluate<string>('sessionStorage.seen'), / 100$/)
    assert.deepEqual(complaints, [])
  })

  test('an upload is said once it is done, and the new row has the focus', async ({
    assert,
    browser,
  }) => {
    const page = await openAs(browser, await createUser())
    await choose(page)
    await press(page, 'Upload')
    const said = page.getByRole('status').filter({ hasText: 'Lake.png has been uploaded.' })
    await said.waitFor({ state: 'attached' })
    assert.isTrue(await page.evaluate<boolean>(`document.activeElement.matches('.row:target')`))
  })

  test('an upload can be cancelled, and tried again', async ({ assert, browser }) => {
    const page = await openAs(browser, await createUser())
    await choose(page)
    const held = Promise.withResolvers<void>()
    await page.route('**/api/v1/files', async (route) => {
      await held.promise
      await route.abort().catch(() => {})
    })
    await press(page, 'Upload')
    await press(page, 'Cancel')
    await page.getByText('used', { exact: false }).waitFor()
    assert.isFalse(await page.getByRole('progressbar').isVisible())
    held.resolve()

    await page.unroute('**/api/v1/files')
    await press(page, 'Upload')
    await page.locator('.row:target').waitFor()
  })

  test('an upload that fails says why, and the page stays', async ({ assert, browser }) => {
    const page = await openAs(browser, await createUser())
    const failure = page.getByRole('alert')
    await choose(page, { ...picture(), buffer: PROGRAM })
    await press(page, 'Upload')
    await failure.filter({ hasText: 'application/x-elf' }).waitFor()

    await page.getByLabel('Upload files').setInputFiles(picture())
    await page.route('**/api/v1/files', (route) => route.abort())
    await press(page, 'Upload')
    await failure.filter({ hasText: 'The connection broke' }).waitFor()
    await page.unroute('**/api/v1/files')
    await press(page, 'Upload')
    await page.locator('.row:target').waitFor()
    assert.equal(await page.locator('.row').count(), 1)
  })

  test('nothing moves while a file is uploaded, at {$self} px')
    .with([360, 1280])
    .run(async ({ assert, browser }, width) => {
      const page = await openAs(browser, await createUser(), { viewport: { width, height: 800 } })
      await choose(page)
      const card = page.locator('.card').first()
      const before = await card.boundingBox()
      const held = Promise.withResolvers<void>()
      await page.route('**/api/v1/files', async (route) => {
        await held.promise
        await route.abort().catch(() => {})
      })
      await press(page, 'Upload')
      await page.getByRole('progressbar').waitFor()
      assert.deepEqual(await card.boundingBox(), before)
      held.resolve()
    })

  test('a link is copied', async ({ assert, browser }) => {
    const page = await openAs(browser, await createUser())
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await choose(page)
    await press(page, 'Upload')
    await page.locator('.row:target').waitFor()
    await page.getByRole('link', { name: 'Lake.png', exact: true }).click()
    await press(page, 'Create a link')
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' })

    const copied = await page.evaluate<string>('navigator.clipboard.readText()')
    assert.equal(copied, await page.getByLabel(/Expires \d/).inputValue())
    const visitor = await openWindow(browser)
    await visitor.goto(copied)
    await visitor.getByAltText('Preview of Lake.png').waitFor()
  })
})
