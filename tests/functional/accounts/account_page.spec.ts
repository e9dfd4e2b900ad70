import { urlFor } from '@adonisjs/core/services/url_builder'
import { test } from '@japa/runner'
import { startPage } from '#config/service/address'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import { createUser, OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

const CHANGE = {
  currentPassword: PASSWORD,
  password: OTHER_PASSWORD,
  passwordConfirmation: OTHER_PASSWORD,
}

test.group('The header', () => {
  test('marks "Account" on {path}')
    .with([
      { path: '/account', mark: 'page' },
      { path: '/account/sign-ins', mark: 'true' },
      { path: '/account/tokens', mark: 'true' },
    ])
    .run(async ({ assert }, { path, mark }) => {
      const browser = await signInBrowser()
      const { text } = await browser.get(path)
      assert.match(text, new RegExp(`href="/account" aria-current="${mark}"`))
    })
})

test.group('The account page', () => {
  test('shows who somebody is, and in how many places they are signed in', async ({ assert }) => {
    const browser = await signInBrowser()
    assert.include((await browser.get('/account')).text, browser.person.email)
    assert.include((await browser.get('/account/security')).text, 'Only here.')
    await signInApp(browser.person)
    const { text } = await browser.get('/account/security')
    assert.include(text, 'In 2 browsers and apps')
    assert.include(text, 'href="/account/sign-ins"')
  })

  test('changes the username', async ({ assert }) => {
    const browser = await signInBrowser()
    const username = uniqueName()
    const fields = { form: 'username-form', username }
    const answer = await browser.submit('/account', fields, '/account/username?_method=PUT')
    assert.deepEqual([answer.status, answer.headers.location], [303, '/account'])
    assert.include((await browser.get('/account')).text, `Your username is now ${username}.`)
  })

  test('says beside the right field that a username is taken', async ({ assert }) => {
    const [browser, other] = [await signInBrowser(), await createUser()]
    const fields = { form: 'username-form', username: other.username }
    await browser.submit('/account', fields, '/account/username?_method=PUT')
    const { text } = await browser.get('/account')
    assert.include(text, 'id="username-form-username-error"')
    assert.include(text, 'href="#username-form-username"')
    assert.notInclude(text, 'id="deletion-form-username-error"')
    assert.lengthOf(text.match(new RegExp(`value="${other.username}"`, 'g')) ?? [], 1)
  })

  test('changes the password, and signs out everywhere else', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    const answer = await browser.submit('/account/security', CHANGE, '/account/password')
    assert.deepEqual([answer.status, answer.headers.location], [303, '/account/security'])
    assert.include(
      (await browser.get('/account/security')).text,
      'Your password has been changed, and'
    )
    assert.equal((await app.get('/api/v1/me')).status, 401)

    const login = { login: browser.person.username, password: OTHER_PASSWORD }
    assert.equal((await new Browser().submit('/login', login)).headers.location, urlFor(startPage))
  })

  test('says what is wrong with a change of password beside its field', async ({ assert }) => {
    const browser = await signInBrowser()
    const wrong = { ...CHANGE, currentPassword: 'something else' }
    await browser.submit('/account/security', wrong, '/account/password')
    const { text } = await browser.get('/account/security')
    assert.include(text, 'That is not your current password.')
    assert.notInclude(text, OTHER_PASSWORD)
    assert.notInclude(text, 'something else')
  })

  test('deletes the account of who types its name and the password', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    const { username, email, password } = browser.person
    const fields = { username: ` ${username.toUpperCase()} `, currentPassword: password }
    const answer = await browser.submit('/account', fields, '/account?_method=DELETE')
    assert.equal(answer.status, 200)
    assert.include(answer.text, 'Your account is deleted')
    assert.isUndefined(browser.sessionId)
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.include(await kindsOfMailsTo(email), 'account_deleted')
  })

  test('deletes no account by a wrong name or password', async ({ assert }) => {
    const browser = await signInBrowser()
    const { username, password } = browser.person
    for (const fields of [
      { username: 'somebody', currentPassword: password },
      { username: '', currentPassword: password },
      { username, currentPassword: 'something else' },
      { username, currentPassword: '' },
    ]) {
      const form = { form: 'deletion-form', ...fields }
      const answer = await browser.submit('/account/data', form, '/account?_method=DELETE')
      assert.deepEqual([answer.status, answer.headers.location], [303, '/account/data'])
      assert.match((await browser.get('/account/data')).text, /id="deletion-form-\w+-error"/)
    }
  })
})
