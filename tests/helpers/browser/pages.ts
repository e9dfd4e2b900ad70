import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { ORIGIN } from '#tests/helpers/clients/http'
import { keepPagesOf } from '#tests/helpers/browser/kept_pages'
import type { Person } from '#tests/helpers/people/users'
import { releaseLater } from '#tests/helpers/release'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; help: string; nodes: { html: string }[] }

/** Milliseconds: what a page does not do by then, on however busy a machine, it does not do at all. */
const PATIENCE = 60_000

/** A window with nothing in it: cookies and storage of its own. */
export async function openWindow(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: ORIGIN, ...options })
  releaseLater(() => context.close())
  context.setDefaultTimeout(PATIENCE)
  keepPagesOf(context)
  return context.newPage()
}

/** Fills a form in by its labels and presses its button, as a person does. */
export async function fillIn(part: Page | Locator, fields: Record<string, string>, button: string) {
  for (const [label, value] of Object.entries(fields)) {
    await part.getByLabel(label, { exact: true }).fill(value)
  }
  await part.getByRole('button', { name: button, exact: true }).click()
  await ('page' in part ? part.page() : part).waitForLoadState()
}

export async function signInOnPage(page: Page, { username, password }: Person) {
  await page.goto('/login')
  await fillIn(page, { 'Username or email': username, 'Password': password }, 'Sign in')
}

/** The rules whose finding hangs on colours. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong with the page as it stands: an empty list, or a line for each finding. */
export async function findBarriers(page: Page, about?: 'colours') {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe)
  const runOnly = about && { type: 'rule', values: ABOUT_COLOURS }
  const options = JSON.stringify({ resultTypes: ['violations'], runOnly })
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations)`
  )
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`)
}

const TRANSITIONS_END = `Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished)
)`

/** What the page looks like at night, or by day again, once its colours have changed. */
export async function putInto(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(TRANSITIONS_END)
}

/** Pixels that the page is wider than its window: as it comes, or with all that can be opened on it, for a moment. */
export const overflow = (page: Page) =>
  page.evaluate<number>(`
    const { documentElement: page } = document
    const tooMuch = () => page.scrollWidth - page.clientWidth
    const closed = tooMuch()
    const opened = [...document.querySelectorAll('details:not([open])')]
    for (const more of opened) more.open = true
    const most = Math.max(closed, tooMuch())
    for (const more of opened) more.open = false
    most`)
