import { setTimeout as pause } from 'node:timers/promises'
import { test } from '@japa/runner'
import { watch } from '#tests/helpers/browser/interactions'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { keepFile } from '#tests/helpers/files/files'
import { createUser } from '#tests/helpers/people/users'
import { furnish } from '#tests/helpers/servers/furnish'

const PHONE = { viewport: { width: 360, height: 740 }, timezoneId: 'America/St_Johns' }

test.group('Times on pages', () => {
  test('are told in the zone of whoever reads, and recent ones as such', async ({
    assert,
    browser,
  }) => {
    const page = await openWindow(browser, { timezoneId: 'Asia/Tokyo' })
    const person = await createUser()
    const file = await keepFile(person)
    await signInOnPage(page, person)
    await page.goto('/files')
    assert.equal(await page.locator('#main time').first().innerText(), 'just now')

    await page.goto(`/files/${file.id}`)
    const shown = await page.locator('#details time').first().innerText()
    const hour = (new Date().getUTCHours() + 9) % 24
    assert.match(shown, new RegExp(`, ${String(hour).padStart(2, '0')}:\\d\\d$`))
  })

  test('move nothing when they are told after the page is seen', async ({ assert, browser }) => {
    const page = await openWindow(browser, PHONE)
    const person = await createUser()
    const paths = ['/account/sign-ins', '/account/activity', ...(await furnish(person))]
    await signInOnPage(page, person)
    const { moved } = await watch(page)
    await page.route(/\/times[^/]*$/, async (route) => {
      await pause(500)
      await route.fallback()
    })
    for (const path of paths) {
      await page.goto(path)
      await page.waitForFunction(
        `[...document.querySelectorAll('time')].every(({ title }) => title)`
      )
      await pause(200)
      assert.deepEqual(moved, [], path)
    }
  })

  test('stand in UTC without scripts', async ({ assert, browser }) => {
    const page = await openWindow(browser, { javaScriptEnabled: false, timezoneId: 'Asia/Tokyo' })
    const person = await createUser()
    await keepFile(person)
    await signInOnPage(page, person)
    await page.goto('/files')
    assert.match(await page.locator('#main time').first().innerText(), /UTC$/)
  })
})
