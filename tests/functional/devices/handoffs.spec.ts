import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import {
  type App,
  Browser,
  signInApp,
  signInBrowser,
  type SignInBody,
} from '#tests/helpers/clients/sign_in'
import { get, ORIGIN } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { createUser, OTHER_PASSWORD, PASSWORD, type UserBody } from '#tests/helpers/people/users'
import { type HandoffBody, open, linkOf, handedOver } from '#tests/helpers/people/handoffs'

const statusOf = async (client: App | Browser) => (await client.get('/api/v1/me')).status

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

  test('has a name that ends with a whole character, whatever the app is called', async ({
    assert,
  }) => {
    for (const deviceName of ['🌻'.repeat(100), `a${'🌻'.repeat(99)}`]) {
      const app = await signInApp(undefined, { deviceName })
      await open(await linkOf(app))
      const signIns = (await app.get('/api/v1/sign-ins')).data<SignInBody[]>()
      const { name } = signIns.find(({ kind }) => kind === 'browser')!
      assert.equal([...name].length, 100)
      assert.isTrue(name.endsWith('🌻'))
    }
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
