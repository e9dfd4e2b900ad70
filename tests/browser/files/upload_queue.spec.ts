import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { openAs, picture, press } from '#tests/helpers/browser/file_pages'
import { PROGRAM } from '#tests/helpers/files/upload_form'
import { createUser } from '#tests/helpers/people/users'

const chooseAll = (page: Page, files: ReturnType<typeof picture>[]) =>
  page.getByLabel('Upload files').setInputFiles(files)

test.group('Several files at once', () => {
  test('each get a row, and what fails can be tried again alone', async ({ assert, browser }) => {
    const page = await openAs(browser, await createUser())
    await chooseAll(page, [
      picture('One.png'),
      { ...picture('Two.png'), buffer: PROGRAM },
      picture('Three.png'),
    ])
    await press(page, 'Upload')
    await page.getByRole('alert').filter({ hasText: 'One file could not be uploaded' }).waitFor()
    const rows = page.getByRole('list', { name: 'Files to upload' }).getByRole('listitem')
    const states = (await rows.all()).map((row) => row.getAttribute('data-row-state'))
    assert.deepEqual(await Promise.all(states), ['done', 'failed', 'done'])
    await page.getByRole('button', { name: /^Try again.*Two\.png$/ }).click()
    await rows.nth(1).filter({ hasText: 'application/x-elf' }).waitFor()
    await page.reload()
    assert.equal(
      await page.getByRole('list', { name: 'Your files' }).getByRole('listitem').count(),
      2
    )
  })

  test('stand in the list together once all are there', async ({ assert, browser }) => {
    const page = await openAs(browser, await createUser())
    await chooseAll(page, [picture('One.png'), picture('Two.png'), picture('Three.png')])
    await press(page, 'Upload')
    await page.locator('.row:target').waitFor()
    await page
      .getByRole('status')
      .filter({ hasText: '3 files have been uploaded' })
      .waitFor({ state: 'attached' })
    assert.equal(
      await page.getByRole('list', { name: 'Your files' }).getByRole('listitem').count(),
      3
    )
  })

  test('are seen to be on their way before each has a row', async ({ assert, browser }) => {
    const page = await openAs(browser, await createUser())
    await page.route('**/api/v1/files', () => undefined)
    await chooseAll(
      page,
      Array.from({ length: 100 }, (_, index) => picture(`Photo ${index}.png`))
    )
    const firstPaint = page.evaluate<[number, boolean]>(`new Promise((paint) => {
      const queue = document.querySelector('[data-queue]')
      const bar = document.querySelector('#progress')
      const look = () => paint([queue.children.length, bar.checkVisibility()])
      document.querySelector('#upload').addEventListener('submit', () => requestAnimationFrame(look))
    })`)
    await press(page, 'Upload')
    assert.deepEqual(await firstPaint, [0, true])
    const rows = page.getByRole('list', { name: 'Files to upload' }).getByRole('listitem')
    await rows.nth(99).waitFor()
  })

  test('are taken where they are dropped on the page', async ({ browser }) => {
    const page = await openAs(browser, await createUser())
    await page.evaluate(`
      const transfer = new DataTransfer()
      transfer.items.add(new File(['sea'], 'Dropped.txt'))
      document.querySelector('footer').dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
      )
    `)
    await page.locator('.row:target').filter({ hasText: 'Dropped.txt' }).waitFor()
  })
})
