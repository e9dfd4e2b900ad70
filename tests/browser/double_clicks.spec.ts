import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { ORIGIN } from '#tests/helpers/clients/http'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { countAccounts, countSignIns } from '#tests/helpers/database/rows'
import { createUser, PASSWORD, uniqueName } from '#tests/helpers/people/users'

type Cleanup = (undo: () => Promise<void>) => void

async function open(browser: Browser, javaScriptEnabled: boolean, cleanup: Cleanup) {
  const page = await openWindow(browser, { javaScriptEnabled })
  cleanup(() => page.context().close())
  return page
}

async function fill(page: Page, fields: Record<string, string>) {
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value)
}

const doubleClick = (page: Page, button: string) =>
  page.getByRole('button', { name: button, exact: true }).dblclick()

const WAYS = [
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without', javaScriptEnabled: false },
]

test.group('A double click', () => {
  test('on "Create account" makes one, and leaves its owner signed in: {how}')
    .with(WAYS)
    .run(async ({ assert, browser, cleanup }, { javaScriptEnabled }) => {
      const page = await open(browser, javaScriptEnabled, cleanup)
      const username = uniqueName()
      await page.goto('/register')
      await fill(page, {
        'Username': username,
        'Email': `${username}@example.org`,
        'Password': PASSWORD,
        'The same password again': PASSWORD,
      })
      await doubleClick(page, 'Create account')
      await page.waitForURL(`${ORIGIN}/welcome`)
      assert.include(await page.textContent('main'), username)
      await page.reload()
      await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
      assert.equal(await countAccounts(username), 1)
    })

  test('on "Sign in" makes one sign-in: {how}')
    .with(WAYS)
    .run(async ({ assert, browser, cleanup }, { javaScriptEnabled }) => {
      const person = await createUser()
      const page = await open(browser, javaScriptEnabled, cleanup)
      await page.goto('/login?next=/account')
      await fill(page, { 'Username or email': person.username, 'Password': person.password })
      await doubleClick(page, 'Sign in')
      await page.waitForURL(`${ORIGIN}/account`)
      await page.reload()
      assert.include(await page.textContent('main'), person.email)
      assert.equal(await countSignIns(person), 1)
    })

  test('on "Create token" shows it: {how}')
    .with(WAYS)
    .run(async ({ assert, browser, cleanup }, { javaScriptEnabled }) => {
      const person = await createUser()
      const page = await open(browser, javaScriptEnabled, cleanup)
      await signInOnPage(page, person)
      await page.goto('/account/tokens')
      await fill(page, { Name: 'A script' })
      await page.getByRole('checkbox').first().check()
      await doubleClick(page, 'Create token')
      await page
        .getByText(/gatehouse_pt_/)
        .or(page.locator('input[value^=gatehouse_pt_]'))
        .waitFor()
      assert.lengthOf(await db.from('personal_tokens').where('user_id', person.id), 1)
    })
})

test.group('A form that was sent', () => {
  test('can be sent again after a step back', async ({ assert, browser, cleanup }) => {
    const person = await createUser()
    const page = await open(browser, true, cleanup)
    await signInOnPage(page, person)
    for (const username of [uniqueName(), uniqueName()]) {
      await page.goto('/account')
      const form = page.locator('form[action^="/account/username"]')
      await form.getByRole('textbox').first().fill(username)
      await form.getByRole('button').click()
      await page.getByText(`Your username is now ${username}`).waitFor()
      await page.goBack()
      assert.equal(await page.locator('[aria-busy]').count(), 0)
    }
  })
})
