import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { countSignIns } from '#tests/helpers/database/rows'

test.group('The page of sign-ins', () => {
  test('lists browsers and apps', async ({ assert }) => {
    const browser = await signInBrowser()
    const { pair } = await signInApp(browser.person, { deviceName: 'Pixel <9>' })
    const { text } = await browser.get('/account/sign-ins')
    assert.include(text, 'Pixel &lt;9&gt;')
    assert.include(text, `/account/sign-ins/${pair.signIn.id}?_method=DELETE`)
  })

  test('marks the browser in hand, and no other', async ({ assert }) => {
    const browser = await signInBrowser()
    await signInApp(browser.person)
    const { text } = await browser.get('/account/sign-ins')
    assert.lengthOf(text.match(/This device/g) ?? [], 1)
    assert.lengthOf(text.match(/Sign out here/g) ?? [], 1)
  })

  test('offers to sign out elsewhere only where there is an elsewhere', async ({ assert }) => {
    const browser = await signInBrowser()
    assert.notInclude((await browser.get('/account/sign-ins')).text, 'Sign out everywhere else')
    await signInApp(browser.person)
    assert.include((await browser.get('/account/sign-ins')).text, 'Sign out everywhere else')
  })

  test('ends another sign-in', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    const path = `/account/sign-ins/${app.pair.signIn.id}?_method=DELETE`
    const answer = await browser.submit('/account/sign-ins', {}, path)
    assert.deepEqual([answer.status, answer.headers.location], [303, '/account/sign-ins'])
    assert.include((await browser.get('/account/sign-ins')).text, 'That sign-in has ended.')
    assert.equal((await app.get('/api/v1/me')).status, 401)
  })

  test('lets somebody sign out of the browser in hand', async ({ assert }) => {
    const browser = await signInBrowser()
    const { text } = await browser.get('/account/sign-ins')
    const [, action] = /action="([^"]+)"[^>]*>(?:(?!<\/form>)[^])*Sign out here/.exec(text)!
    const answer = await browser.submit('/account/sign-ins', {}, action)
    assert.deepEqual([answer.status, answer.headers.location], [303, '/signed-out'])
    assert.equal(await countSignIns(browser.person), 0)
    assert.isUndefined(browser.sessionId)
  })

  test('ends all other sign-ins', async ({ assert }) => {
    const browser = await signInBrowser()
    const others = [await signInApp(browser.person), await signInBrowser(browser.person)]
    const answer = await browser.submit('/account/sign-ins', {}, '/account/sign-ins?_method=DELETE')
    assert.equal(answer.status, 303)
    for (const other of others) assert.equal((await other.get('/api/v1/me')).status, 401)
    assert.include(
      (await browser.get('/account/sign-ins')).text,
      'You have been signed out everywhere else.'
    )
  })

  test('says that a sign-in is not there, where it is not', async ({ assert }) => {
    const [browser, stranger] = [await signInBrowser(), await signInApp()]
    const path = `/account/sign-ins/${stranger.pair.signIn.id}?_method=DELETE`
    const answer = await browser.submit('/account/sign-ins', {}, path)
    assert.equal(answer.status, 404)
    assert.include(answer.text, 'Page not found')
    assert.equal((await stranger.get('/api/v1/me')).status, 200)
  })

  test('comes in pages, and takes no nonsense for a number', async ({ assert }) => {
    const browser = await signInBrowser()
    for (let i = 0; i < 2; i++) await signInApp(browser.person)
    const { text } = await browser.get('/account/sign-ins?perPage=2')
    assert.include(text, 'Page 1 of 2')
    assert.include(text, 'perPage=2&amp;page=2')
    for (const query of ['page=0', 'page=x', 'perPage=1000']) {
      const { status } = await browser.get(`/account/sign-ins?${query}`)
      assert.isBelow(status, 500, query)
      assert.isAtLeast(status, 400, query)
    }
  })

  test('leads from a page beyond its end to its last one', async ({ assert }) => {
    const browser = await signInBrowser()
    await signInApp(browser.person)
    const answer = await browser.get('/account/sign-ins?perPage=1&page=99')
    assert.deepEqual(
      [answer.status, answer.headers.location],
      [302, '/account/sign-ins?perPage=1&page=2']
    )
  })
})
