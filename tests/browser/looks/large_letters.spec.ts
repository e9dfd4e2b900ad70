import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import type { Browser, Page } from 'playwright-core'
import { writeRefusals } from '#activity/refusals'
import User from '#models/user'
import { findFaultsOfLooks } from '#tests/helpers/browser/faults_of_looks'
import { openWindow, overflow, signInOnPage } from '#tests/helpers/browser/pages'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { crown, uncrown } from '#tests/helpers/people/super_user'
import { createUser } from '#tests/helpers/people/users'
import { furnish } from '#tests/helpers/servers/furnish'

const PAGES = ['/', '/login', '/register', '/docs/api', '/docs/api/createFile', '/docs/api/guides']
const PAGES_OF_A_PERSON = ['/files', '/account', '/account/security', '/account/tokens']
PAGES_OF_A_PERSON.push('/account/data', '/account/notifications', '/account/sign-ins', '/device')
const PAGES_OF_THE_SUPER_USER = ['/admin', '/admin/people', '/admin/activity', '/admin/invitations']

/** What somebody has chosen in the settings of their browser or phone: letters twice as large as usual. */
async function openWithLargeLetters(browser: Browser, width: number) {
  const page = await openWindow(browser, { viewport: { width, height: 800 } })
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  return page
}

/** The overview shows the codes of refusals, which are long words. */
async function beRefused() {
  const app = await signInApp()
  const script = await makeScript(['profile:read'], app)
  await script.api('PATCH', '/api/v1/me', { theme: 'dark' })
  await User.query()
    .where('id', app.person.id)
    .update({ status: 'suspended', suspendedAt: DateTime.now() })
  await script.get('/api/v1/me')
  await writeRefusals()
}

const sizeOf = (page: Page, selector: string) =>
  page.evaluate<number>(`document.querySelector('${selector}').getBoundingClientRect().width`)

test.group('Letters twice as large', () => {
  test('fit on a phone of {width} px, in {language}')
    .with([
      { language: 'en', width: 360 },
      { language: 'de', width: 360 },
      { language: 'de', width: 320 },
    ])
    .run(async ({ assert, browser }, { language, width }) => {
      const page = await openWithLargeLetters(browser, width)
      const found: Record<string, string[]> = {}
      const inspectAll = async (paths: string[]) => {
        for (const path of paths) {
          await page.goto(path)
          const faults = await findFaultsOfLooks(page)
          if (await overflow(page)) faults.push('wider than its window with all that can be opened')
          if (faults.length) found[path] = faults
        }
      }
      await inspectAll(PAGES)
      const person = await createUser()
      await signInOnPage(page, person)
      await User.query().where('id', person.id).update({ language })
      await inspectAll([...PAGES_OF_A_PERSON, ...(await furnish(person))])
      await beRefused()
      await crown(person)
      await inspectAll(PAGES_OF_THE_SUPER_USER)
      await uncrown()
      assert.deepEqual(found, {})
    })

  test('have icons that grow with them', async ({ assert, browser }) => {
    const usual = await openWindow(browser)
    const large = await openWithLargeLetters(browser, 1280)
    for (const page of [usual, large]) await page.goto('/')
    for (const icon of ['.brand svg', '.way.is-cookie svg'])
      assert.equal(await sizeOf(large, icon), 2 * (await sizeOf(usual, icon)), icon)
  })

  test('leave a password inside its card', async ({ assert, browser }) => {
    const page = await openWithLargeLetters(browser, 360)
    await page.goto('/login')
    assert.equal(await sizeOf(page, '#password'), await sizeOf(page, '#login'))
  })
})
