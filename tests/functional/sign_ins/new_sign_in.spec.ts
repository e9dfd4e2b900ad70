import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { isRemoval } from '#tests/helpers/clients/cookies'
import { get, postJson } from '#tests/helpers/clients/http'
import { kindsOfMailsTo, linkIn, mailsTo, newestMail } from '#tests/helpers/people/mailbox'
import { countSignIns } from '#tests/helpers/database/rows'
import { createUser, PASSWORD, type Person, registration } from '#tests/helpers/people/users'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const DEVICE = 'gatehouse_device'

async function noticesTo({ email }: Person) {
  return (await kindsOfMailsTo(email)).filter((kind) => kind === 'new_sign_in').length
}

const signInAgain = (browser: Browser, { username }: Person) =>
  browser.submit('/login', { login: username, password: PASSWORD })

test.group('A sign-in from a new browser or device', () => {
  test('is told to the owner: when, where and what', async ({ assert }) => {
    const ann = await createUser()
    await signInBrowser(ann)
    await signInBrowser(ann, { headers: { 'User-Agent': FIREFOX } })
    assert.equal(await noticesTo(ann), 1)
    const { text, html } = await newestMail(ann.email, 'new_sign_in')
    for (const body of [text!, html!]) {
      assert.include(body, 'Firefox on Linux')
      assert.match(body, /127\.0\.0\.1|::1/)
      assert.match(body, /\d{4}, \d\d:\d\d UTC/)
    }
  })

  test('is not told right after registration', async ({ assert }) => {
    const browser = new Browser()
    const { username, email, password } = registration()
    const fields = { username, email, password, passwordConfirmation: password }
    await browser.submit('/register', fields)
    assert.deepEqual(await kindsOfMailsTo(email), ['verify_email'])
  })

  test('is told of an old account that nobody has been signed in to', async ({ assert }) => {
    const ann = await createUser()
    await db
      .from('users')
      .where('id', ann.id)
      .update({ created_at: db.raw(`now() - interval '2 hours'`) })
    await signInApp(ann)
    assert.equal(await noticesTo(ann), 1)
  })

  test('is not told of a browser that is known, also after it has signed out', async ({
    assert,
  }) => {
    const ann = await createUser()
    await signInBrowser(ann)
    const browser = await signInBrowser(ann)
    await browser.submit('/account', {}, '/logout')
    browser.jar.delete('XSRF-TOKEN')
    await signInAgain(browser, ann)
    assert.equal(await noticesTo(ann), 1)
  })

  test('knows browsers by a long-lived cookie that scripts cannot read and the database cannot tell', async ({
    assert,
  }) => {
    const ann = await createUser()
    const browser = new Browser()
    const cookie = (await signInAgain(browser, ann)).cookie(DEVICE)!
    assert.match(cookie.value, /^gatehouse_dv_[0-9A-Za-z]{36}$/)
    assert.isFalse(isRemoval(cookie))
    assert.isTrue(cookie.attributes.httponly)
    assert.equal(String(cookie.attributes.samesite).toLowerCase(), 'strict')
    assert.equal(cookie.attributes['max-age'], String(400 * 24 * 60 * 60))
    const rows = await db.from('known_devices').where('user_id', ann.id)
    assert.lengthOf(rows, 1)
    assert.notInclude(JSON.stringify(rows), cookie.value)
  })

  test('knows a browser for each account by itself', async ({ assert }) => {
    const [ann, bob] = [await createUser(), await createUser()]
    await signInBrowser(bob)
    const browser = await signInBrowser(ann)
    await browser.submit('/account', {}, '/logout')
    browser.jar.delete('XSRF-TOKEN')
    await signInAgain(browser, bob)
    assert.equal(await noticesTo(bob), 1)
  })

  test('does not take a made-up cookie for a known browser', async ({ assert }) => {
    const ann = await createUser()
    await signInBrowser(ann)
    const browser = new Browser()
    browser.jar.set(DEVICE, 'anything')
    await signInAgain(browser, ann)
    assert.equal(await noticesTo(ann), 1)
    assert.notEqual(browser.jar.get(DEVICE), 'anything')
  })

  test('knows an app by its device name and program, whatever the version', async ({ assert }) => {
    const ann = await createUser()
    const from = (deviceName: string, agent: string) =>
      signInApp(ann, { deviceName, headers: { 'User-Agent': agent } })
    await from("Ann's phone", 'Gatehouse/1.0 (iOS)')
    assert.equal(await noticesTo(ann), 0)
    await from("Ann's phone", 'Gatehouse/1.1 (iOS)')
    assert.equal(await noticesTo(ann), 0)
    await from("Bob's phone", 'Gatehouse/1.1 (iOS)')
    assert.equal(await noticesTo(ann), 1)
    await from("Ann's phone", 'curl/8.0')
    assert.equal(await noticesTo(ann), 2)
  })

  test('is told once for two at the same moment', async ({ assert }) => {
    const ann = await createUser()
    await signInBrowser(ann)
    const { username: login, password } = ann
    const deviceName = 'Tablet'
    await Promise.all(
      [1, 2, 3].map(() => postJson('/api/v1/tokens', { login, password, deviceName }))
    )
    assert.equal(await noticesTo(ann), 1)
  })

  test('is ended by the link in the mail and its button, once', async ({ assert }) => {
    const ann = await createUser()
    const known = await signInBrowser(ann)
    const thief = await signInBrowser(ann, { headers: { 'User-Agent': FIREFOX } })
    const { path } = await linkIn(ann.email, 'new_sign_in')

    const page = await get(path)
    assert.equal(page.status, 200)
    assert.include(page.text, 'Firefox on Linux')
    assert.equal(page.headers['referrer-policy'], 'no-referrer')
    assert.equal(await countSignIns(ann), 2)

    const answer = await new Browser().submit(path, {})
    assert.deepEqual([answer.status, answer.headers.location], [303, '/forgot-password'])
    assert.equal((await thief.get('/account')).status, 302)
    assert.equal((await known.get('/account')).status, 200)
    assert.equal((await get(path)).status, 404)
  })

  test('is not said to have ended where the link is only cut off', async ({ assert }) => {
    const ann = await createUser()
    await signInBrowser(ann)
    await signInBrowser(ann)
    const { path } = await linkIn(ann.email, 'new_sign_in')
    const { status, text } = await get(path.slice(0, -1))
    assert.equal(status, 404)
    assert.include(text, 'it may have been cut off, or the sign-in has already ended')
    assert.include(text, 'href="/account/sign-ins"')
  })

  test('is told again of a device whose sign-in was ended by the link', async ({ assert }) => {
    const ann = await createUser()
    await signInBrowser(ann)
    const thief = await signInBrowser(ann)
    const { path } = await linkIn(ann.email, 'new_sign_in')
    await new Browser().submit(path, {})
    thief.jar.delete('gatehouse_session')
    await signInAgain(thief, ann)
    assert.equal(await noticesTo(ann), 2)
  })

  test('keeps the mail away where the sign-in fails', async ({ assert }) => {
    const ann = await createUser()
    await signInBrowser(ann)
    await postJson('/api/v1/tokens', { login: ann.username, password: 'wrong and wrong again' })
    assert.lengthOf(await mailsTo(ann.email), 1)
  })
})
