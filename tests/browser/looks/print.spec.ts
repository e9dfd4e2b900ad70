import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import User from '#models/user'
import { furnish } from '#tests/helpers/servers/furnish'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { crown, uncrown } from '#tests/helpers/people/super_user'
import { releaseLater } from '#tests/helpers/release'
import { createUser } from '#tests/helpers/people/users'

/** What is there to be pressed, or leads elsewhere, and is nothing on paper: whatever of it can be seen. */
const PRESSED = `[...document.querySelectorAll('.site-header, .site-footer, .places, .skip, .find, .button')]
  .filter((element) => element.checkVisibility())
  .map((element) => element.outerHTML.slice(0, 120))`

/** From 0, which is black, to 1. */
const LIGHTNESS = `(() => {
  const [red, green, blue] = getComputedStyle(document.body).color.match(/[\\d.]+/g)
  return (Number(red) + Number(green) + Number(blue)) / 3 / 255
})()`

const PAGES = ['/', '/account', '/account/activity', '/account/sign-ins', '/docs/api']
const PAGES_OF_SUPER_USER = ['/admin', '/admin/people', '/admin/activity']

/** Somebody who reads in the dark, and has files of every kind. */
async function openAsReader(page: Page) {
  const person = await createUser()
  await User.query().where('id', person.id).update({ theme: 'dark' })
  await signInOnPage(page, person)
  const furnished = await furnish(person)
  await crown(person)
  releaseLater(uncrown)
  return furnished
}

test.group('Pages on paper', () => {
  test('have dark letters, and nothing to press, whatever theme they are read in', async ({
    assert,
    browser,
  }) => {
    const page = await openWindow(browser, { colorScheme: 'dark' })
    const furnished = await openAsReader(page)
    await page.emulateMedia({ media: 'print' })
    for (const path of [...PAGES, ...furnished, ...PAGES_OF_SUPER_USER]) {
      await page.goto(path)
      assert.deepEqual(await page.evaluate(PRESSED), [], path)
      assert.isBelow(await page.evaluate<number>(LIGHTNESS), 0.3, path)
    }
  })
})
