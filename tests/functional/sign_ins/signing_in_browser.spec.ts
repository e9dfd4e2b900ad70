import { urlFor } from '@adonisjs/core/services/url_builder'
import { test } from '@japa/runner'
import { startPage } from '#config/service/address'
import { Browser, FORM_COOKIE, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { isRemoval } from '#tests/helpers/clients/cookies'
import { get } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { createUser, PASSWORD, type UserBody } from '#tests/helpers/people/users'

const signInFrom = (page: string, login: string, browser = new Browser(), fields = {}) =>
  browser.submit(page, { login, password: PASSWORD, ...fields }, '/login')

test.group('Where a sign-in leads', () => {
  test('leads back to the page that asked for it', async ({ assert }) => {
    const { username } = await createUser()
    const browser = new Browser()
    const asked = await browser.get('/account?tab=1')
    assert.deepEqual(
      [asked.status, asked.headers.location],
      [302, '/login?next=%2Faccount%3Ftab%3D1']
    )
    const { text } = await browser.get(asked.headers.location!)
    const next = /name="next" value="([^"]+)"/.exec(text)![1]
    const answer = await signInFrom('/login', username, browser, { next })
    assert.deepEqual([answer.status, answer.headers.location], [303, '/account?tab=1'])
  })

  test('lands on the start page for a way that leads elsewhere', async ({ assert }) => {
    const { username } = await createUser()
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '/%09/evil.example'.replace('%09', '\n'),
      'javascript:alert(1)',
      'account',
      '/a/..//evil.example',
      '/.//evil.example',
      '/logout',
      '/nothing',
      '/api/v1/me',
      '/login?next=/account/tokens',
      '/register',
      '',
    ]) {
      const answer = await signInFrom('/login', username, new Browser(), { next })
      assert.deepEqual(
        [answer.status, answer.headers.location],
        [303, urlFor(startPage)],
        JSON.stringify(next)
      )
    }
  })

  test('puts no such way into the form either', async ({ assert }) => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const { text } = await get(`/login?next=${encodeURIComponent(next)}`)
      assert.notInclude(text, 'evil.example')
    }
    const repeated = await get('/login?next=/account&next=//evil.example')
    assert.notInclude(repeated.text, 'evil.example')
  })

  test('leads who is signed in already on, and only on this origin', async ({ assert }) => {
    const browser = await signInBrowser()
    const location = async (next: string) => (await browser.get(`/login?next=${next}`)).headers
    assert.equal((await location('/account?tab=1')).location, '/account?tab=1')
    for (const next of ['//evil.example', '/register', '/login'])
      assert.equal((await location(next)).location, '/account')
  })
})

test.group('The session of a sign-in', () => {
  test('has an id of its own every time', async ({ assert }) => {
    const person = await createUser()
    const ids = [await signInBrowser(person), await signInBrowser(person)].map(
      ({ sessionId }) => sessionId
    )
    assert.equal(new Set(ids).size, 2)
    for (const id of ids) assert.match(id!, /^[A-Za-z0-9_-]{43}$/)
  })

  test('is not one that the browser brought along', async ({ assert }) => {
    const { username } = await createUser()
    const browser = new Browser()
    const planted = 'A'.repeat(43)
    browser.jar.set('gatehouse_session', planted)
    await signInFrom('/login', username, browser)
    assert.notEqual(browser.sessionId, planted)
  })

  test('stays whose it is when somebody else signs in without signing out', async ({ assert }) => {
    const browser = await signInBrowser()
    const other = await createUser()
    const answer = await signInFrom('/account', other.username, browser)
    assert.deepEqual([answer.status, answer.headers.location], [302, '/account'])
    const me = await browser.get('/api/v1/me')
    assert.equal(me.data<UserBody>().username, browser.person.username)
    assert.equal(await countSignIns(other), 0)
  })

  test('takes the place of what the form had stored', async ({ assert }) => {
    const { username } = await createUser()
    const browser = new Browser()
    const answer = await signInFrom('/login', username, browser)
    assert.isTrue(isRemoval(answer.cookie(FORM_COOKIE)!))
    assert.notInclude(browser.jar.names, FORM_COOKIE)
  })

  test('leaves the devices of the same person alone', async ({ assert }) => {
    const app = await signInApp()
    await signInBrowser(app.person)
    assert.equal((await app.get('/api/v1/me')).status, 200)
    assert.equal(await countSignIns(app.person), 2)
  })

  test('gives scripts of our pages a token with the next page', async ({ assert }) => {
    const { username } = await createUser()
    const browser = new Browser()
    await signInFrom('/login', username, browser)
    await browser.get('/')
    const answer = await browser.api('DELETE', '/api/v1/sign-ins')
    assert.equal(answer.status, 204, answer.text)
  })
})
