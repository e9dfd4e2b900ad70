import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, SESSION_COOKIE, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { handedOver, linkOf, open } from '#tests/helpers/people/handoffs'
import { tryPassword, tryWrong } from '#tests/helpers/people/guesses'
import { postJson } from '#tests/helpers/clients/http'
import { setLimits } from '#tests/helpers/people/limits'
import { linkIn } from '#tests/helpers/people/mailbox'
import { linkFor, reset } from '#tests/helpers/people/password_resets'
import { createUser, OTHER_PASSWORD, PASSWORD, type Person } from '#tests/helpers/people/users'

/** As if the person had always signed in from elsewhere. */
const signInElsewhere = async (person: Person) => {
  await signInApp(person)
  await db.from('sign_ins').where('user_id', person.id).update({ ip_address: '203.0.113.9' })
}

test.group('While strangers guess a password', (group) => {
  group.each.setup(() => setLimits({ guesses: 4, guessesFromNetwork: 1000 }))

  test('the owner gets in from a known network while strangers guess', async ({ assert }) => {
    const person = await createUser()
    await signInElsewhere(person)
    await tryWrong(person.username, 6)
    assert.equal((await tryPassword(person.username, PASSWORD)).status, 429)

    // From here on this network is one that the owner has signed in from.
    await db.from('sign_ins').where('user_id', person.id).update({ ip_address: '127.0.0.1' })
    await db.table('sign_ins').insert({
      user_id: person.id,
      kind: 'app',
      name: 'x',
      ip_address: '::1',
      expires_at: new Date(Date.now() + 60_000),
    })
    assert.equal((await tryPassword(person.username, PASSWORD)).status, 201)
  })

  test('the owner gets in from a known browser on a network that is new', async ({ assert }) => {
    const browser = await signInBrowser()
    const { person } = browser
    await db.from('sign_ins').where('user_id', person.id).update({ ip_address: '203.0.113.9' })
    await tryWrong(person.username, 6)
    const signIn = (visitor: Browser) =>
      visitor.submit('/login', { login: person.username, password: PASSWORD })

    const stranger = new Browser()
    await signIn(stranger)
    assert.isUndefined(stranger.sessionId)

    browser.jar.delete(SESSION_COOKIE)
    await signIn(browser)
    assert.isDefined(browser.sessionId)
  })

  test('an app makes no browser known where nobody entered a password', async ({ assert }) => {
    const { browser, person } = await handedOver()
    const { username: login } = person
    await db.from('sign_ins').where('user_id', person.id).update({ ip_address: '203.0.113.9' })
    await tryWrong(login, 6)
    browser.jar.delete(SESSION_COOKIE)
    await browser.submit('/login', { login, password: PASSWORD })
    assert.isUndefined(browser.sessionId)
  })

  test('an app gets no further guesses out of browsers that it signs in', async ({ assert }) => {
    const app = await signInApp()
    const { id } = app.pair.signIn
    await db.from('sign_ins').where({ id }).update({ ip_address: '203.0.113.9' })
    const path = '/api/v1/sign-ins/current/confirmation'
    for (let i = 0; i < 6; i++) await app.api('PUT', path, { password: 'not the password' })
    const browser = new Browser()
    await open(await linkOf(app), browser)
    assert.equal((await browser.api('PUT', path, { password: PASSWORD })).status, 429)
  })

  test('the owner gets in after a reset while strangers go on guessing', async ({ assert }) => {
    const { username, email } = await createUser()
    await tryWrong(username, 6)
    await postJson('/api/v1/password-resets', { email })
    const { path } = await linkIn(email, 'reset_password')
    const browser = new Browser()
    const form = { password: OTHER_PASSWORD, passwordConfirmation: OTHER_PASSWORD }
    assert.equal((await browser.submit(path, form)).status, 303)

    await tryWrong(username, 6)
    await browser.submit('/login', { login: username, password: OTHER_PASSWORD })
    assert.isDefined(browser.sessionId)
  })

  test('a reset lets the owner in from the very browser that guessed too often', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const { username: login, id, email } = browser.person
    await db.from('sign_ins').where('user_id', id).update({ ip_address: '203.0.113.9' })
    browser.jar.delete(SESSION_COOKIE)
    const signIn = (password: string) => browser.submit('/login', { login, password })
    for (let i = 0; i < 5; i++) await signIn('not the password')
    await signIn(PASSWORD)
    assert.isUndefined(browser.sessionId)

    const { token } = await linkFor(email)
    assert.equal((await reset(token)).status, 204)
    await signIn(OTHER_PASSWORD)
    assert.isDefined(browser.sessionId)
  })

  test('a known network has a budget of its own, and no more', async ({ assert }) => {
    const { person } = await signInApp()
    await tryWrong(person.username, 5)
    assert.equal((await tryPassword(person.username, PASSWORD)).status, 429)
  })
})
