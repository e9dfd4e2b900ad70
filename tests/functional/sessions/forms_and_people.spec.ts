import { test } from '@japa/runner'
import { type Browser, FORM_COOKIE, signInBrowser } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import { createUser, type Person } from '#tests/helpers/people/users'
import { letTimePass } from '#tests/helpers/time'

const TYPED = 'a_name_that_ann_typed'
const SAME_ORIGIN = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' }

type Form = Record<string, string>

/** What a form of the page carries beside what is typed into it. */
async function hiddenFields(browser: Browser, page: string): Promise<Form> {
  const { text } = await browser.get(page)
  const value = (name: string) => new RegExp(`name=['"]${name}['"] value=['"]([^'"]*)`).exec(text)
  return { _csrf: value('_csrf')![1], _for: value('_for')![1] }
}

const rename = (browser: Browser, form: Form) =>
  browser.send('POST', '/account/username?_method=PUT', {
    form: { ...form, form: 'username-form', username: TYPED },
    headers: { ...SAME_ORIGIN, Referer: `${ORIGIN}/account` },
  })

const signIn = (browser: Browser, { username: login, password }: Person, next = '/account') =>
  browser.submit('/login', { login, password, next })

/** A browser whose session has ended under an open form. */
async function leftForm() {
  const browser = await signInBrowser()
  const form = await hiddenFields(browser, '/account')
  await letTimePass(browser.person, { hours: 3 })
  return { browser, form }
}

test.group('A form', () => {
  test('sent by another person than it was shown to is refused in those words', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const shownToFirst = await hiddenFields(browser, '/account')
    await browser.submit('/account', {}, '/logout')
    const second = await createUser()
    await signIn(browser, second)

    const answer = await rename(browser, shownToFirst)
    assert.equal(answer.status, 403)
    assert.include(answer.text, 'shown to a different account')
    assert.match(answer.text, /href="\/account"[^>]*>\s*Open the page again/)

    const { text } = await browser.get('/account')
    assert.notInclude(text, TYPED)
    assert.include(text, `value="${second.username}"`)
  })

  test('whose session has ended gives back what was typed after signing in', async ({ assert }) => {
    const { browser, form } = await leftForm()
    const answer = await rename(browser, form)
    assert.deepEqual([answer.status, answer.headers.location], [302, '/login?next=%2Faccount'])
    assert.include((await browser.get('/login')).text, 'Your session has ended')

    await browser.submit('/login', { login: browser.person.username, password: 'wrong' })
    assert.equal((await signIn(browser, browser.person)).headers.location, '/account')
    const { text } = await browser.get('/account')
    assert.include(text, `value="${TYPED}"`)
    assert.include(text, 'What you typed is still here')
    assert.notInclude((await browser.get('/account')).text, TYPED)
  })

  test('whose session has ended gives nothing to somebody else who signs in', async ({
    assert,
  }) => {
    const { browser, form } = await leftForm()
    await rename(browser, form)
    await signIn(browser, await createUser())
    const { text } = await browser.get('/account')
    assert.notInclude(text, TYPED)
    assert.notInclude(text, 'What you typed')
  })

  test('that another site sends is not kept', async ({ assert }) => {
    const { browser, form } = await leftForm()
    const answer = await browser.send('POST', '/account/username?_method=PUT', {
      form: { ...form, username: TYPED },
      headers: { 'Origin': 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    })
    assert.equal(answer.headers.location, '/login')
    assert.isUndefined(browser.jar.get(FORM_COOKIE))
  })
})
