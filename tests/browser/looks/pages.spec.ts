import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { writeRefusals } from '#activity/refusals'
import User from '#models/user'
import { startBulkAction } from '#people/bulk/start'
import { furnish } from '#tests/helpers/servers/furnish'
import { makeScript } from '#tests/helpers/clients/scripts'
import { signInApp } from '#tests/helpers/clients/sign_in'
import {
  findBarriers,
  openWindow,
  overflow,
  putInto,
  signInOnPage,
} from '#tests/helpers/browser/pages'
import { releaseLater } from '#tests/helpers/release'
import { tryPassword } from '#tests/helpers/people/guesses'
import { crown, uncrown } from '#tests/helpers/people/super_user'
import { PSEUDO_LANGUAGE } from '#languages/pseudo'
import { createUser, deleteAccount, suspend } from '#tests/helpers/people/users'

const PAGES = ['/', '/register', '/login', '/signed-out', '/nothing-here', '/docs/api?q=link']
PAGES.push('/docs/api', '/docs/api/updateMe', '/docs/api/createFile')
PAGES.push('/docs/api/guides', '/docs/api/guides/errors-and-retries', '/docs/api/guides/signing-in')
const PAGES_SIGNED_IN = [
  '/',
  '/account',
  '/account/data',
  '/account/notifications',
  '/account/security',
  '/account/sign-ins',
  '/account/activity',
  '/account/activity/denial',
  '/account/tokens',
  '/confirm',
  '/welcome',
  '/files',
  '/shared-with-me',
  '/bin',
]

/** The overview has a column for each code. */
async function beRefused() {
  const app = await signInApp()
  await app.get('/api/v1/me', { Authorization: 'Bearer nonsense' })
  await (await makeScript(['files:read'], app)).get('/api/v1/me')
  await tryPassword(app.pair.user.username)
  await suspend(app.person)
  await app.get('/api/v1/me')
  await writeRefusals()
}

/** Of people of every kind. */
async function pagesOfSuperUser() {
  await beRefused()
  const people = [await createUser(), await createUser(), await createUser()]
  const [suspended, deleted] = people
  await suspend(suspended, { reason: 'Sends advertising '.repeat(20) })
  await deleteAccount(deleted)
  const lists = ['/admin', '/admin/people', '/admin/people?status=active', '/admin/people?q=zebra']
  const { id } = await startBulkAction({ kind: 'suspend', filter: { q: 'zebra' }, reason: 'Rude' })
  const bulk = ['', '/new', '/new?q=zebra&seenBefore=2030-01-01', `/${id}`]
  return [
    ...[...lists, '/admin/invitations', '/admin/super-user'],
    ...['/admin/activity', '/admin/activity?kind=events_pruned'],
    ...bulk.map((rest) => `/admin/bulk-actions${rest}`),
    ...people.map((person) => `/admin/people/${person.id}`),
  ]
}

/** In the dark the same page has other colours. */
const LOOKS = [
  { colorScheme: 'light', about: undefined },
  { colorScheme: 'dark', about: 'colours' },
] as const

/** Times that stand on more than one line. */
const BROKEN_TIMES = `[...document.querySelectorAll('main time')].filter((time) => {
  const range = document.createRange()
  range.selectNodeContents(time)
  return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1
}).map((time) => time.textContent)`

/** The super user, who reads German: "Zuletzt gesehen" leaves less room than "Last seen", and the header has most in it. */
async function openAsGerman(browser: Browser, width: number) {
  const page = await openWindow(browser, { viewport: { width, height: 800 } })
  const person = await createUser()
  await signInApp(person)
  await crown(person)
  releaseLater(uncrown)
  await User.query().where('id', person.id).update({ language: 'de' })
  await signInOnPage(page, person)
  return { page, person }
}

test.group('Pages', () => {
  test('have no barriers and fit at {$self} px, in the light and in the dark')
    .with([360, 1280])
    .run(async ({ assert, browser }, width) => {
      const page = await openWindow(browser, { viewport: { width, height: 800 } })
      const tabs = [page, await page.context().newPage()]
      const person = await createUser()
      const complaints: string[] = []
      page.context().on('console', (message) => {
        if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
      })

      const inspect = async (tab: Page, path: string) => {
        await tab.emulateMedia({ colorScheme: 'light' })
        await tab.goto(path)
        for (const { colorScheme, about } of LOOKS) {
          await putInto(tab, colorScheme)
          assert.deepEqual(await findBarriers(tab, about), [], `${path} in the ${colorScheme}`)
          assert.equal(await overflow(tab), 0, `${path} is wider than its window`)
        }
        assert.match(await tab.title(), /Gatehouse/)
        assert.equal(await tab.locator('meta[name=description]').count(), 1, path)
      }
      /** As many pages at once as there are tabs. */
      const inspectAll = (paths: string[]) => {
        const left = [...paths]
        const work = async (tab: Page) => {
          for (let path = left.shift(); path; path = left.shift()) await inspect(tab, path)
        }
        return Promise.all(tabs.map(work))
      }
      await inspectAll(PAGES)
      await signInOnPage(page, person)
      await inspectAll(PAGES_SIGNED_IN)
      await inspectAll(await furnish(person))
      await crown(person)
      await inspectAll(await pagesOfSuperUser())
      await uncrown()

      assert.deepEqual(complaints, [])
    })

  test('have no barriers and fit at 360 px where all is longer, and from right to left', async ({
    assert,
    browser,
  }) => {
    const viewport = { width: 360, height: 800 }
    const page = await openWindow(browser, { viewport, locale: PSEUDO_LANGUAGE })
    const person = await createUser()
    const inspect = async (path: string) => {
      await page.goto(path)
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
      assert.deepEqual(await findBarriers(page), [], path)
      assert.equal(await overflow(page), 0, `${path} is wider than its window`)
    }
    for (const path of PAGES) await inspect(path)
    await page.goto('/login')
    await page.locator('#login').fill(person.username)
    await page.locator('#password').fill(person.password)
    await page.locator('#password').press('Enter')
    await page.waitForURL('**/files')
    for (const path of PAGES_SIGNED_IN) await inspect(path)
  })

  test('keep date and time of day on one line, at 360 px', async ({ assert, browser }) => {
    const { page, person } = await openAsGerman(browser, 360)
    for (const path of ['/admin/people', `/admin/people/${person.id}`]) {
      await page.goto(path)
      assert.isAbove(await page.locator('.row-meta time').count(), 1)
      assert.deepEqual(await page.evaluate(BROKEN_TIMES), [], path)
    }
  })

  test('fit at 320 px with the longest words there are', async ({ assert, browser }) => {
    const { page } = await openAsGerman(browser, 320)
    for (const path of ['/files', '/account/security', '/admin', '/admin/invitations']) {
      await page.goto(path)
      assert.equal(await overflow(page), 0, path)
    }
  })

  test('weigh less than 50 KB on the first visit', async ({ assert, browser }) => {
    const page = await openWindow(browser)
    let bytes = 0
    page.on('response', async (response) => {
      const { responseBodySize, responseHeadersSize } = await response.request().sizes()
      bytes += responseBodySize + responseHeadersSize
    })
    await page.goto('/', { waitUntil: 'networkidle' })

    assert.isBelow(bytes, 50 * 1024)
    assert.equal(await page.locator('script').count(), 0)
  })
})
