import { test } from '@japa/runner'
import { Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { confirmAddress } from '#tests/helpers/addresses'
import { shared, signInOwner } from '#tests/helpers/files/sharing'
import { linkIn } from '#tests/helpers/people/mailbox'
import { createUser, PASSWORD, registration } from '#tests/helpers/people/users'
import { ageConfirmation } from '#tests/helpers/time'

const CONFIRM = '/confirm?next=%2Faccount%2Ftokens'
const WISH = { 'name': 'My backup', 'scopes[]': 'files:read', 'expiresInDays': '30' }

/** The fields that the page for the password sends along. */
function hiddenFields(text: string) {
  const inputs = text.matchAll(/<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]))
}

/** A browser that is asked for its password before it gets a token, and what that page sends. */
async function askedBrowser() {
  const browser = await signInBrowser()
  await ageConfirmation(browser.person.id, 60)
  await browser.submit('/account/tokens', WISH)
  const { text } = await browser.get(CONFIRM)
  const confirm = (currentPassword: string) =>
    browser.submit(CONFIRM, { ...hiddenFields(text), currentPassword }, '/account/tokens')
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
    assert.equal(hiddenFields(text).name, 'My backup')
    assert.equal((await confirm(PASSWORD)).status, 201)
  })

  test('leads back to a form that cannot be sent without the person', async ({ assert }) => {
    const browser = await signInBrowser()
    await ageConfirmation(browser.person.id, 60)
    await browser.submit('/account/tokens', { ...WISH, secretNote: 'x' })
    const { text } = await browser.get(CONFIRM)
    assert.match(text, /action="\/confirm"/)
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
    assert.include(text, wish.email)
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
