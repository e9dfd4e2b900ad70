import { test } from '@japa/runner'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { keepFile } from '#tests/helpers/files/files'
import { createUser } from '#tests/helpers/people/users'

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

  test('stand in UTC without scripts', async ({ assert, browser }) => {
    const page = await openWindow(browser, { javaScriptEnabled: false, timezoneId: 'Asia/Tokyo' })
    const person = await createUser()
    await keepFile(person)
    await signInOnPage(page, person)
    await page.goto('/files')
    assert.match(await page.locator('#main time').first().innerText(), /UTC$/)
  })
})
