import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PNG } from '#tests/helpers/transfers/uploads'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import type { Person } from '#tests/helpers/people/users'

/** What somebody chooses on their disk. */
export const picture = (name = 'Lake.png') => ({ name, mimeType: 'image/png', buffer: PNG })

/** A window of somebody who is signed in. */
export async function openAs(browser: Browser, person: Person, options?: BrowserContextOptions) {
  const page = await openWindow(browser, options)
  await signInOnPage(page, person)
  return page
}

/** Opens /files and chooses a file there, without sending it. */
export async function choose(page: Page, file = picture()) {
  await page.goto('/files')
  await page.getByLabel('Upload files').setInputFiles(file)
}

export const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).click()
