import i18nManager from '@adonisjs/i18n/services/main'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { auditedRoutes } from '#access/audit'
import { LANGUAGE_CODES } from '#config/i18n'
import User from '#models/user'
import { formsIn } from '#tests/helpers/clients/page_forms'
import { Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { confirmAddress } from '#tests/helpers/addresses'
import { shared, signInOwner } from '#tests/helpers/files/sharing'
import { linkIn } from '#tests/helpers/people/mailbox'
import { signInBrowserOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, PASSWORD, registration } from '#tests/helpers/people/users'
import { ageConfirmation } from '#tests/helpers/time'

const CONFIRM = '/confirm?next=%2Faccount%2Ftokens'
const WISH = { 'name': 'My backup', 'scopes[]': 'files:read', 'expiresInDays': '30' }

/** What the page for the password sends along. */
const fieldsOf = (page: string) => formsIn(page)[0].fields

/** A browser that is asked for its password before it gets a token, and what that page sends. */
async function askedBrowser() {
  const browser = await signInBrowser()
  await ageConfirmation(browser.person.id, 60)
  await browser.submit('/account/tokens', WISH)
  const { text } = await browser.get(CONFIRM)
  const confirm = (currentPassword: string) =>
    browser.submit(CONFIRM, { ...fieldsOf(text), currentPassword }, '/account/tokens')
  return { browser, text, confirm }
}

test.group('The password once more', () => {
  test('says what for it is asked, and then does it', async ({ assert }) => {
    const { text, confirm } = await askedBrowser()
    assert.include(text, 'to make a personal token')
    const answer = await confirm(PASSWORD)
    assert.equal(answer.status, 201)
    assert.include(answer.text, 'My backup')
  })

  test('is asked again where it is wrong, and nothing is lost', async ({ assert }) => {
    const { browser, confirm } = await askedBrowser()
    assert.equal((await confirm('not the password')).headers.location, CONFIRM)
    const { text } = await browser.get(CONFIRM)
    assert.match(text, /not your current password|current password is wrong/i)
    assert.equal(fieldsOf(text).name, 'My backup')
    assert.equal((await confirm(PASSWORD)).status, 201)
  })

  test('goes on with a form in which something was left empty', async ({ assert, cleanup }) => {
    cleanup(uncrown)
    const [browser, somebody] = [await signInBrowserOfSuperUser(), await createUser()]
    await ageConfirmation(browser.person.id, 60)
    const page = `/admin/people/${somebody.id}`
    const fields = { form: 'suspend-form', reason: 'Spam.', until: '' }
    const led = await browser.submit(page, fields, `${page}/suspension?_method=PUT`)
    const asking = led.headers.location!
    const { text } = await browser.get(asking)
    assert.include(text, 'to suspend this account')
    const again = { ...fieldsOf(text), currentPassword: PASSWORD }
    await browser.submit(asking, again, `${page}/suspension?_method=PUT`)
    assert.equal((await User.findOrFail(somebody.id)).status, 'suspended')
  })

  test('is told what for, in every language: {route.name}')
    .with(() =>
      auditedRoutes(router).filter(
        ({ face, confirmation }) => face === 'page' && confirmation && !confirmation.always
      )
    )
    .run(({ assert }, { route }) => {
      for (const language of LANGUAGE_CODES) {
        const leadFor = (to: string) => i18nManager.locale(language).t('auth.confirm.lead', { to })
        assert.notEqual(leadFor(route.name!.replaceAll('.', '_')), leadFor('other'))
      }
    })

  test('leads back to a form that cannot be sent without the person', async ({ assert }) => {
    const browser = await signInBrowser()
    await ageConfirmation(browser.person.id, 60)
    await browser.submit('/account/tokens', { ...WISH, secretNote: 'x' })
    const { text } = await browser.get(CONFIRM)
    assert.match(text, /action="\/confirm"/)
    assert.include(text, 'to make a personal token')
  })
})

test.group('Where one lands', () => {
  test('after a sign-in, on the files', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const answer = await new Browser().submit('/login', { login, password })
    assert.equal(answer.headers.location, '/files')
  })

  test('after a registration, on a welcome that names the address', async ({ assert }) => {
    const browser = new Browser()
    const wish = registration()
    const form = { ...wish, passwordConfirmation: wish.password }
    assert.equal((await browser.submit('/register', form)).headers.location, '/welcome')
    const { text } = await browser.get('/welcome')
    assert.include(text, `Welcome, ${wish.username}`)
    assert.include(text.replace('<wbr>', ''), wish.email)
  })

  test('after a sign-out, on a page that says so', async ({ assert }) => {
    const browser = await signInBrowser()
    assert.equal((await browser.submit('/account', {}, '/logout')).headers.location, '/signed-out')
    assert.include((await browser.get('/signed-out')).text, 'You are signed out')
  })

  test('after following an invitation and confirming the address, on the shared file', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner('Holiday.txt')
    await confirmAddress(owner)
    const wish = registration()
    await shared(owner, file, { with: wish.email })
    const invitation = await linkIn(wish.email, 'file_invitation')

    const browser = new Browser()
    const page = await browser.get(invitation.path)
    assert.include(page.text, `value="${wish.email}"`)
    await browser.submit(
      invitation.path,
      { ...wish, passwordConfirmation: wish.password },
      '/register'
    )
    const { path } = await linkIn(wish.email, 'verify_email')
    const answer = await browser.submit(path, {})
    assert.deepEqual([answer.status, answer.headers.location], [303, `/files/${file.id}`])
    assert.include((await browser.get(`/files/${file.id}`)).text, 'Holiday.txt')
  })
})
