import { test } from '@japa/runner'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { createUser } from '#tests/helpers/people/users'

test.group('Trying an endpoint on the page about the API', () => {
  test('sends it as whoever is signed in, with the CSRF token', async ({ assert, browser }) => {
    const person = await createUser()
    const page = await openWindow(browser)
    await signInOnPage(page, person)
    await page.goto('/docs/api#deleteOtherSignIn')

    const form = page.locator('#deleteOtherSignIn [data-try]')
    await form.getByRole('button', { name: 'Send' }).click()
    await form.getByRole('status').getByText(/^204/).waitFor()
    assert.match((await form.getByRole('status').textContent())!, /^204/)
  })

  test('sends it by a token that was pasted, and without the cookie', async ({
    assert,
    browser,
  }) => {
    const { pair, person } = await signInApp()
    const page = await openWindow(browser)
    await page.goto('/docs/api#getMe')
    await page.getByLabel('Access token').fill(pair.accessToken)

    const form = page.locator('#getMe [data-try]')
    await form.getByRole('button', { name: 'Send' }).click()
    await form.getByRole('status').getByText(person.username).first().waitFor()
    assert.match((await form.getByRole('status').textContent())!, /^200/)
  })
})
