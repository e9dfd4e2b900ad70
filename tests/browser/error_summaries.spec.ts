import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { createSuperUser } from '#tests/helpers/people/super_user'
import { createUser } from '#tests/helpers/people/users'

/** Sends a form as a browser does that checks nothing by itself. */
async function send(page: Page, form: string, input: Record<string, string>) {
  const part = page.locator(`main form[action^="${form}"]`)
  await page.evaluate('for (const each of document.forms) each.noValidate = true')
  for (const [name, value] of Object.entries(input))
    await part.locator(`[name=${name}]`).fill(value)
  await part.getByRole('button').last().click()
  await page.locator('.notice--error:focus').waitFor()
}

type Form = { path: string; form: string; input: Record<string, string> }

const FORMS: Form[] = [
  { path: '/register', form: '/register', input: { username: 'a b', email: 'nowhere' } },
  { path: '/account/tokens', form: '/account/tokens', input: { name: '' } },
  { path: '/admin/invitations', form: '/admin/invitations', input: { username: 'x', email: 'x' } },
  {
    path: '/admin/people/:id',
    form: '/admin/people/:id/suspension',
    input: { reason: '', until: '2001-01-01T00:00' },
  },
  { path: '/admin/webhooks', form: '/admin/webhooks', input: { url: 'nowhere' } },
]

test.group('What is wrong in a form', () => {
  test('is told in the order of its fields, and leads to each of them: {path}')
    .with(FORMS)
    .run(async ({ assert, browser }, { path, form, input }) => {
      const page = await openWindow(browser)
      const { id } = await createUser()
      const withId = (address: string) => address.replace(':id', String(id))
      if (path !== '/register') await signInOnPage(page, await createSuperUser())
      await page.goto(withId(path))
      await send(page, withId(form), input)

      const links = page.locator('.notice--error a')
      const places: number[] = []
      for (const link of await links.all()) {
        await link.click()
        const field = page.locator(':focus')
        assert.equal(`#${await field.getAttribute('id')}`, await link.getAttribute('href'))
        const { y } = (await field.boundingBox())!
        places.push(y + (await page.evaluate<number>('scrollY')))
      }
      assert.isNotEmpty(places)
      const inOrder = places.toSorted((one, other) => one - other)
      assert.deepEqual(places, inOrder)
    })
})
