import { test } from '@japa/runner'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { createUser } from '#tests/helpers/people/users'

test.group('A field', () => {
  test('for a password has a button that says which password it shows', async ({
    assert,
    browser,
  }) => {
    const page = await openWindow(browser)
    await signInOnPage(page, await createUser())
    await page.goto('/account/security')
    for (const label of ['Current password', 'New password', 'The new password again']) {
      const field = page.getByRole('textbox', { name: label, exact: true })
      const press = (what: string) =>
        page.getByRole('button', { name: `${what}: ${label}`, exact: true }).click()
      await press('Show')
      assert.equal(await field.getAttribute('type'), 'text')
      await press('Hide')
      assert.equal(await field.getAttribute('type'), 'password')
    }
  })

  test('is written from right to left where its text is', async ({ assert, browser }) => {
    const page = await openWindow(browser, { javaScriptEnabled: false })
    await signInOnPage(page, await createUser())
    await page.goto('/account')
    const field = page.getByLabel('Display name')
    const direction = () =>
      page.evaluate<string>(
        'getComputedStyle(document.querySelector("[name=displayName]")).direction'
      )
    assert.equal(await direction(), 'ltr')
    await field.fill('מרים כהן')
    assert.equal(await direction(), 'rtl')
    await field.fill('Miriam כהן')
    assert.equal(await direction(), 'ltr')
  })
})
