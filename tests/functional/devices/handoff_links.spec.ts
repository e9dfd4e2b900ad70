import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get, ORIGIN, send } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { asOfNow } from '#tests/helpers/clients/sent_forms'
import { countSignIns } from '#tests/helpers/database/rows'
import { suspend } from '#tests/helpers/people/users'
import { linkOf, open } from '#tests/helpers/people/handoffs'

const ageHandoffs = () =>
  db.rawQuery(`update handoffs set expires_at = expires_at - interval '61 seconds'`)

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
    assert.include(page.text, 'This link has been used, or has expired.')
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
    .with([
      ...['https://evil.example/', '//evil.example', '/\\evil.example', '/nothing', '/logout'],
      ...['/login', '/login?next=/files', '/register'],
    ])
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
