import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { picture, press } from '#tests/helpers/browser/file_pages'
import { dressed, type Press, watch } from '#tests/helpers/browser/interactions'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { keepFile } from '#tests/helpers/files/files'
import { createUser } from '#tests/helpers/people/users'
import { serveInPieces } from '#tests/helpers/servers/in_pieces'

/** Milliseconds: what is seen within them is felt to follow from the press. */
const AT_ONCE = 100

const TWENTY = Array.from({ length: 20 }, (_, index) => `Photo ${index + 1}.png`)

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const queue = (page: Page) => page.getByRole('list', { name: 'Files to upload' })

const API = '**/api/v1/files'

type Presses = Record<string, (page: Page) => Press | Promise<Press>>

const FILES: Presses = {
  'tick a file': (page) => ({ on: page.getByLabel('Select Photo 3.png') }),
  'tick another by the keyboard': (page) => ({
    on: page.getByLabel('Select Photo 4.png'),
    key: 'Space',
  }),
  'put both into the bin': (page) => ({ on: button(page, 'Move to the bin') }),
  'take that back': (page) => ({ on: button(page, 'Undo') }),
  'sort by name': (page) => ({ on: page.getByRole('link', { name: 'Name' }) }),
  'type what to look for': (page) => ({ on: page.locator('#q'), key: 'P' }),
  'look for it': (page) => ({ on: page.locator('#q'), key: 'Enter' }),
  'upload twenty': async (page) => {
    await page.goto('/files')
    await page.route(API, () => undefined)
    await page.getByLabel('Upload files').setInputFiles(TWENTY.map((name) => picture(name)))
    return { on: button(page, 'Upload') }
  },
  'cancel twenty': (page) => ({ on: button(page, 'Cancel') }),
  'try one again': (page) => ({
    on: queue(page).getByRole('button', { name: 'Try again' }).first(),
  }),
  'try all again': async (page) => {
    await page.route(API, (route) => route.abort())
    await press(page, 'Cancel')
    await press(page, 'Upload')
    await page.getByText('20 files could not be uploaded').waitFor()
    await page.route(API, () => undefined)
    return { on: button(page, 'Try again') }
  },
}

const ACCOUNT: Presses = Object.fromEntries(
  ['Security', 'Tokens', 'Notifications', 'Data', 'Profile'].map((name) => [
    `open the tab ${name}`,
    (page: Page) => ({ on: link(page, name) }),
  ])
)

const SECURITY: Presses = {
  'type a password': (page) => ({ on: page.locator('input[type=password]').first(), key: 's' }),
  'show it': (page) => ({ on: button(page, 'Show: Current password') }),
}

const REFERENCE: Presses = {
  'type what to look for': (page) => ({ on: page.locator('#q'), key: 'f' }),
  'look for it': (page) => ({ on: page.locator('#q'), key: 'Enter' }),
  'open an endpoint': (page) => ({ on: page.locator('#listFiles a') }),
  'show its code': (page) => ({ on: page.getByText('Kotlin', { exact: true }) }),
  'send it': (page) => ({ on: button(page, 'Send') }),
}

const PAGES = [
  { path: '/files', presses: FILES },
  { path: '/account', presses: ACCOUNT },
  { path: '/account/security', presses: SECURITY },
  { path: '/docs/api', presses: REFERENCE },
]

/** Elements: the tick, its row, and the bar with its buttons are fewer. A list of twenty files has hundreds. */
const FEW = 50

/** Behind the first place in the header, each row of a table and each part of a page. */
const PIECES = /(?<=<\/a>\s*<a|<\/tr>|<\/section>|<\/header>)/

test.group('A page', () => {
  test('dresses few elements anew when a file is ticked, whether by mouse or key', async ({
    assert,
    browser,
  }) => {
    const page = await openWindow(browser)
    const person = await createUser()
    for (const name of TWENTY) await keepFile(person, { name })
    await signInOnPage(page, person)
    const tick = (name: string) => page.getByLabel(`Select ${name}`)
    assert.isBelow(await dressed(page, { on: tick('Photo 3.png') }), FEW)
    assert.isBelow(await dressed(page, { on: tick('Photo 4.png'), key: 'Space' }), FEW)
  })

  test('works less than 100 ms for a press, and nothing moves by itself: {path}')
    .with(PAGES)
    .run(async ({ assert, browser }, { path, presses }) => {
      const page = await openWindow(browser)
      const person = await createUser()
      for (const name of TWENTY) await keepFile(person, { name })
      await signInOnPage(page, person)
      const { pressing, moved } = await watch(page)
      await page.goto(path)
      for (const [what, find] of Object.entries(presses)) {
        assert.isBelow(await pressing(await find(page)), AT_ONCE, what)
      }
      assert.deepEqual(moved, [])
    })

  test('moves nothing that is seen while it arrives in pieces: {path}')
    .with(PAGES)
    .run(async ({ assert, browser }, { path }) => {
      const page = await openWindow(browser)
      const person = await createUser()
      for (const name of ['A', 'A longer name than the other two', 'B']) {
        await keepFile(person, { name: `${name}.png` })
      }
      await signInOnPage(page, person)
      const origin = await serveInPieces(PIECES)
      const { moved } = await watch(page)
      await page.goto(origin + path)
      assert.deepEqual(moved, [])
    })
})
