import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { assertRefused } from '#tests/helpers/hostile'
import { field, file, form, MULTIPART } from '#tests/helpers/transfers/uploads'

const TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' }

async function signInOwner() {
  const browser = await signInBrowser()
  const { id } = await keepFile(browser.person)
  return { browser, page: `/files/${id}` }
}

/** Forms that keep what was typed in the session, with the names of their fields. */
const formsOn = (page: string): [string, string[]][] => [
  [`${page}/shares`, ['with', 'role', 'days', 'form']],
  ['/account/username?_method=PUT', ['username']],
  ['/account/email?_method=PUT', ['email']],
  ['/account/tokens', ['name', 'scopes[]']],
]

test.group('A form of somebody signed in, with a character that cannot be stored', () => {
  test('comes back, whichever field it is in', async ({ assert }) => {
    const { browser, page } = await signInOwner()
    const csrf = await browser.csrfToken('/account')
    for (const [action, fields] of formsOn(page)) {
      for (const hostile of fields.flatMap((name) => [
        `${name}=a%00b`,
        `a%00b=${name}`,
        `${name}=a&${name}=%00`,
      ])) {
        const body = `_csrf=${csrf}&${hostile}`
        const call = () => browser.send('POST', action, { body, headers: TYPE })
        await assertRefused(assert, call, { status: 303, about: `${action} ${hostile}` })
      }
      assert.equal((await browser.get('/account')).status, 200, action)
    }
  })

  test('comes back with all the rest of what was typed', async ({ assert }) => {
    const { browser, page } = await signInOwner()
    const wish = { 'form': 'share-form', 'with': 'nobody\0@here', 'days': '30', 'a\0b': 'c' }
    await browser.submit(page, wish, `${page}/shares`)
    const { text } = await browser.get(page)
    assert.include(text, 'value="nobody@here"')
    assert.match(text, /value="30" selected/)
  })

  test('comes back from an upload too', async ({ assert }) => {
    const { browser } = await signInOwner()
    const csrf = field('_csrf', await browser.csrfToken('/files'))
    const body = form(csrf, field('note', 'a\0b'), file('', ''))
    const call = () => browser.send('POST', '/files', { body, headers: MULTIPART })
    await assertRefused(assert, call, { status: 303 })
    assert.include((await browser.get('/files')).text, 'Choose a file.')
  })
})
