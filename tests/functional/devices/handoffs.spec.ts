import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type App, Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import type { SignInBody } from '#tests/helpers/clients/sign_in'
import { get, ORIGIN, send } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { asOfNow } from '#tests/helpers/clients/sent_forms'
import { countSignIns } from '#tests/helpers/database/rows'
import { createUser, OTHER_PASSWORD, PASSWORD, suspend } from '#tests/helpers/people/users'
import type { Person, UserBody } from '#tests/helpers/people/users'

type HandoffBody = { url: string; expiresIn: number }

/** The path of a link for a browser, made by an app. */
async function linkOf(app: App, path = '/files') {
  const answer = await app.api('POST', '/api/v1/handoffs', { path })
  if (answer.status !== 201) throw new Error(`Could not make a handoff: ${answer.text}`)
  return answer.data<HandoffBody>().url.slice(ORIGIN.length)
}

async function open(link: string, browser = new Browser()) {
  const answer = await browser.submit(link, {})
  // It belongs to who was here before: the next page brings a token of the new session.
  if (browser.sessionId) browser.jar.delete('XSRF-TOKEN')
  return answer
}

/** An app, and a browser that it has signed in. */
async function handedOver(person?: Person) {
  const app = await signInApp(person, { deviceName: `Ada's phone` })
  const browser = new Browser()
  await open(await linkOf(app), browser)
  return { app, browser, person: app.person }
}

const statusOf = async (client: App | Browser) => (await client.get('/api/v1/me')).status

const ageHandoffs = () =>
  db.rawQuery(`update handoffs set expires_at = expires_at - interval '61 seconds'`)

test.group('A handoff from an app to a browser', () => {
  test('opens the page in a browser that is signed in', async ({ assert }) => {
    const app = await signInApp()
    const answer = await app.api('POST', '/api/v1/handoffs', { path: '/files?sort=-size' })
    assert.equal(answer.status, 201)
    assert.include(answer.headers['cache-control'], 'no-store')
    const { url, expiresIn } = answer.data<HandoffBody>()
    assert.match(url, new RegExp(`^${ORIGIN}/handoff/gatehouse_ho_[0-9A-Za-z]{36}$`))
    assert.equal(expiresIn, 60)

    const browser = new Browser()
    const opened = await open(url.slice(ORIGIN.length), browser)
    assert.deepEqual([opened.status, opened.headers.location], [303, '/files?sort=-size'])
    assert.isTrue(opened.cookie('gatehouse_session')!.attributes.httponly)
    assert.equal((await browser.get('/api/v1/me')).data<UserBody>().id, app.person.id)
  })

  test('names the account and the app before anybody is signed in', async ({ assert }) => {
    const app = await signInApp(undefined, { deviceName: `Ada's phone` })
    const page = await get(await linkOf(app))
    assert.equal(page.status, 200)
    assert.include(page.text, app.person.username)
    assert.include(page.text, 'Ada&#x27;s phone')
    assert.deepInclude(page.headers, { 'referrer-policy': 'no-referrer' })
  })

  test('makes a sign-in of its own, which says where it comes from', async ({ assert }) => {
    const { app, browser } = await handedOver()
    const signIns = (await app.get('/api/v1/sign-ins')).data<SignInBody[]>()
    const made = signIns.find(({ kind }) => kind === 'browser')!
    assert.match(made.name, /, from Ada's phone$/)
    assert.isFalse(made.current)
    const own = (await browser.get('/api/v1/sign-ins')).data<SignInBody[]>()
    assert.isTrue(own.find(({ id }) => id === made.id)!.current)
  })

  test('confirms nothing, although the app has just shown the password', async ({ assert }) => {
    const { browser, app } = await handedOver()
    const wish = { name: 'Backup', scopes: ['files:read'] }
    const inBrowser = await browser.api('POST', '/api/v1/personal-tokens', wish)
    assert.deepEqual([inBrowser.status, inBrowser.problem.code], [403, 'reauthentication_required'])
    assert.equal((await app.api('POST', '/api/v1/personal-tokens', wish)).status, 201)
  })

  test('leads a browser on that is signed in to the account, and leaves its sign-in', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    const before = browser.sessionId
    const opened = await open(await linkOf(app), browser)
    assert.deepEqual([opened.status, opened.headers.location], [303, '/files'])
    assert.equal(browser.sessionId, before)
    assert.equal(await countSignIns(app.person), 2)
  })

  test('says whose sign-in it ends in a browser of somebody else', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp()
    const link = await linkOf(app)
    assert.include((await browser.get(link)).text, browser.person.username)
    await open(link, browser)
    assert.equal((await browser.get('/api/v1/me')).data<UserBody>().id, app.person.id)
    assert.equal(await countSignIns(browser.person), 0)
  })
})

test.group('The link of a handoff', () => {
  test('signs nobody in by being looked at', async ({ assert }) => {
    const app = await signInApp()
    const link = await linkOf(app)
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await send(method, link, { headers: { 'Sec-Purpose': 'prefetch' } })
      assert.equal(answer.status, 200)
      assert.isUndefined(answer.cookie('gatehouse_session'))
    }
    assert.equal(await countSignIns(app.person), 1)
    assert.equal((await open(link)).headers.location, '/files')
  })

  test('is good once', async ({ assert }) => {
    const app = await signInApp()
    const link = await linkOf(app)
    await open(link)
    const again = new Browser()
    const page = await again.get(link)
    assert.equal(page.status, 404)
    assert.include(page.text, 'This link has been used, or is too old.')
    assert.equal(await countSignIns(app.person), 2)
  })

  test('signs one browser in, however many open it at once', async ({ assert }) => {
    const app = await signInApp()
    const link = await linkOf(app)
    const browsers = Array.from({ length: 6 }, () => new Browser())
    const forms = await Promise.all(
      browsers.map(async (browser) => ({ browser, csrf: await browser.csrfToken(link) }))
    )
    await Promise.all(
      forms.map(({ browser, csrf }) =>
        browser.send('POST', link, { form: { _csrf: csrf }, headers: { Origin: ORIGIN } })
      )
    )
    const signedIn = browsers.filter(({ sessionId }) => sessionId !== undefined)
    assert.lengthOf(signedIn, 1)
    assert.equal(await countSignIns(app.person), 2)
  })

  test('answers a double click with one sign-in', async ({ assert }) => {
    const app = await signInApp()
    const link = await linkOf(app)
    const browser = new Browser()
    const form = { _csrf: await browser.csrfToken(link) }
    const headers = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
    const copies = [asOfNow(browser), asOfNow(browser)]
    const answers = await Promise.all(
      copies.map((copy) => copy.send('POST', link, { form, headers }))
    )
    assert.equal(copies[0].sessionId, copies[1].sessionId)
    for (const { headers: sent } of answers) assert.equal(sent.location, '/files')
    assert.equal(await countSignIns(app.person), 2)
  })

  test('is dead after a minute', async ({ assert }) => {
    const link = await linkOf(await signInApp())
    await ageHandoffs()
    assert.equal((await get(link)).status, 404)
  })

  test('dies with the sign-in of its app', async ({ assert }) => {
    const app = await signInApp()
    const link = await linkOf(app)
    const browser = new Browser()
    const form = { _csrf: await browser.csrfToken(link) }
    await app.api('DELETE', '/api/v1/sign-ins/current')
    const headers = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
    await browser.send('POST', link, { form, headers })
    assert.isUndefined(browser.sessionId)
    assert.equal(await countSignIns(app.person), 0)
  })

  test('opens nothing of a suspended account', async ({ assert }) => {
    const app = await signInApp()
    const link = await linkOf(app)
    await suspend(app.person)
    const browser = new Browser()
    await open(link, browser)
    assert.isUndefined(browser.sessionId)
  })

  test('is not sent from another site', async ({ assert }) => {
    const link = await linkOf(await signInApp())
    const browser = new Browser()
    const form = { _csrf: await browser.csrfToken(link) }
    const headers = { 'Origin': 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    const answer = await browser.send('POST', link, { form, headers })
    assert.equal(answer.status, 403)
    assert.isUndefined(browser.sessionId)
  })

  test('leads to a page of ours, and nowhere else: {$self}')
    .with(['https://evil.example/', '//evil.example', '/\\evil.example', '/nothing', '/logout'])
    .run(async ({ assert }, path) => {
      const app = await signInApp()
      const answer = await app.api('POST', '/api/v1/handoffs', { path })
      assert.equal(answer.status, 422)
      assert.containSubset(answer.problem.errors, [{ field: 'path', rule: 'path' }])
    })

  test('is made by an app alone', async ({ assert }) => {
    const browser = await signInBrowser()
    const script = await makeScript(['profile:write'])
    const path = { path: '/files' }
    assert.equal((await browser.api('POST', '/api/v1/handoffs', path)).status, 401)
    const answer = await script.api('POST', '/api/v1/handoffs', path)
    assert.deepEqual([answer.status, answer.problem.code], [403, 'forbidden'])
  })
})

test.group('A sign-in that came of a handoff', () => {
  test('ends with the sign-in of its app', async ({ assert }) => {
    const { app, browser } = await handedOver()
    await app.api('DELETE', '/api/v1/sign-ins/current')
    assert.equal(await statusOf(browser), 401)
  })

  test('ends alone, and the app goes on', async ({ assert }) => {
    const { app, browser } = await handedOver()
    await browser.submit('/account', {}, '/logout')
    assert.equal(await statusOf(app), 200)
  })

  test('lasts no longer than the sign-in of its app', async ({ assert }) => {
    const app = await signInApp()
    await db
      .from('sign_ins')
      .where('id', app.pair.signIn.id)
      .update({ expires_at: db.raw(`now() + interval '1 hour'`) })
    const browser = new Browser()
    await open(await linkOf(app), browser)
    const [made] = await db.from('sign_ins').where('parent_id', app.pair.signIn.id)
    assert.isAtMost(made.expires_at.getTime() - Date.now(), 3_600_000)
  })

  test('stays when it ends all others, that of its app among them', async ({ assert }) => {
    const { app, browser } = await handedOver()
    assert.equal((await browser.api('DELETE', '/api/v1/sign-ins')).status, 204)
    assert.deepEqual([await statusOf(browser), await statusOf(app)], [200, 401])
  })

  test('stays when it changes the password', async ({ assert }) => {
    const { app, browser } = await handedOver()
    const change = { currentPassword: PASSWORD, password: OTHER_PASSWORD }
    assert.equal((await browser.api('PUT', '/api/v1/me/password', change)).status, 204)
    assert.deepEqual([await statusOf(browser), await statusOf(app)], [200, 401])
  })

  test('is told by a mail from a browser that is new', async ({ assert }) => {
    const person = await createUser()
    await handedOver(person)
    const mails = await db.from('outgoing_mails').where({ recipient: person.email })
    assert.include(
      mails.map(({ kind }) => kind),
      'new_sign_in'
    )
  })
})
