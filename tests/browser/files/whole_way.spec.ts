import { test } from '@japa/runner'
import type { Locator, Page } from 'playwright-core'
import { openAs, picture } from '#tests/helpers/browser/file_pages'
import { fillIn, openWindow } from '#tests/helpers/browser/pages'
import { linkIn } from '#tests/helpers/people/mailbox'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { PASSWORD, uniqueName } from '#tests/helpers/people/users'

const TWENTY = Array.from({ length: 20 }, (_, index) => `Photo ${index + 1}.png`)

const byMouse = (on: Locator) => on.click()

async function byKeys(on: Locator) {
  await on.focus()
  const isTick = (await on.getAttribute('type')) === 'checkbox'
  await on.press(isTick ? 'Space' : 'Enter')
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()

/** Dropped, which no key can. */
const drop = (page: Page) =>
  page.evaluate(`
    const transfer = new DataTransfer()
    for (const name of ${JSON.stringify(TWENTY)}) transfer.items.add(new File(['sea'], name))
    dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }))
  `)

async function choose(page: Page) {
  await page.getByLabel('Upload files').setInputFiles(TWENTY.map((name) => picture(name)))
  await byKeys(button(page, 'Upload'))
}

/** The connection is gone once nine of them are through. */
async function loseConnection(page: Page) {
  let asked = 0
  await page.route('**/api/v1/files', async (route) => {
    asked += 1
    if (asked === 10) await page.context().setOffline(true)
    await route.continue()
  })
}

test(
  'Twenty photos outlast a lost connection and a deletion, and two reach somebody without an account, by {way}'
)
  .with([
    { way: 'mouse', width: 1280, act: byMouse, add: drop },
    { way: 'keys alone on a narrow window', width: 360, act: byKeys, add: choose },
  ])
  .run(async ({ assert, browser }, { width, act, add }) => {
    const page = await openAs(browser, await createVerifiedUser(), {
      viewport: { width, height: 800 },
    })
    await loseConnection(page)
    await add(page)
    await page.getByRole('alert').filter({ hasText: 'could not be uploaded' }).waitFor()
    await page.context().setOffline(false)
    await act(button(page, 'Try again'))
    await page.locator('.row:target').waitFor()
    await page.getByText('20 files', { exact: true }).waitFor()

    for (const name of TWENTY.slice(0, 5)) await act(page.getByLabel(`Select ${name}`))
    await act(button(page, 'Move to the bin'))
    await page.getByText('15 files', { exact: true }).waitFor()
    await act(button(page, 'Undo'))
    await page.getByText('20 files', { exact: true }).waitFor()

    const address = `${uniqueName()}@example.org`
    for (const name of TWENTY.slice(3, 5)) await act(page.getByLabel(`Select ${name}`))
    await act(button(page, 'Share'))
    await page.getByLabel('Usernames or email addresses').fill(address)
    await act(page.getByRole('main').getByRole('button', { name: 'Share', exact: true }))
    await page.getByText('2 files have been shared with').waitFor()

    const theirs = await openWindow(browser, { javaScriptEnabled: false })
    await theirs.goto((await linkIn(address, 'file_invitation')).path)
    const account = {
      'Username': uniqueName(),
      'Password': PASSWORD,
      'The same password again': PASSWORD,
    }
    await fillIn(theirs, account, 'Create account')
    await theirs.goto((await linkIn(address, 'verify_email')).path)
    await theirs.getByRole('main').getByRole('button').first().click()
    await theirs.goto('/shared-with-me')
    const rows = theirs.getByRole('main').getByRole('listitem')
    assert.equal(await rows.filter({ hasText: /Photo [45]\.png/ }).count(), 2)
  })
