import { test } from '@japa/runner'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { createUser } from '#tests/helpers/people/users'

test.group('Trying an endpoint on the page about the API', () => {
  test('sends it as whoever is signed in, with the CSRF token', async ({ assert, browser }) => {
    const person = await createUser()
    const page = await openWindow(browser)
    await signInOnPage(page, person)
    await page.goto('/docs/api/deleteOtherSignIn')

    const form = page.locator('[data-try]')
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
    await page.goto('/docs/api/getMe')
    await page.getByLabel('Access token').fill(pair.accessToken)

    const form = page.locator('[data-try]')
    await form.getByRole('button', { name: 'Send' }).click()
    await form.getByRole('status').getByText(person.username).first().waitFor()
    assert.match((await form.getByRole('status').textContent())!, /^200/)
  })
})

test.group('An address of the time when all endpoints stood on one page', () => {
  test('leads to the page of its endpoint', async ({ assert, browser }) => {
    const page = await openWindow(browser)
    await page.goto('/docs/api#getMe')
    await page.waitForURL('**/docs/api/getMe')
    assert.equal(await page.textContent('h1'), 'Show who is calling')
  })

  test('leads to its line without a script, and parts of the list stay where they are', async ({
    assert,
    browser,
  }) => {
    const page = await openWindow(browser, { javaScriptEnabled: false })
    await page.goto('/docs/api#listBin')
    await page.locator(':target').getByRole('link').click()
    await page.waitForURL('**/docs/api/listBin')

    const list = await openWindow(browser)
    await list.goto('/docs/api#group-Files', { waitUntil: 'networkidle' })
    assert.isTrue(list.url().endsWith('/docs/api#group-Files'))
  })
})
