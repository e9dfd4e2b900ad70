import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
import { statementsOf } from '#tests/helpers/database/statements'
import { signInBrowserOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { suspend } from '#tests/helpers/people/users'

const NOWHERE: [string, string, number][] = [
  ['GET', '/nope', 404],
  ['GET', '/files/xyz', 404],
  ['POST', '/account', 405],
]

const SIGNED_IN = /href="\/account"[^>]* title="ann_/
const SIGNED_OUT = /href="\/login"[^>]*>\s*<span>Sign in</

test.group('An error page where there is no route', () => {
  test('knows who is signed in: {0} {1}')
    .with(NOWHERE)
    .run(async ({ assert }, [method, path, status]) => {
      const browser = await signInBrowser()
      await browser.get('/account')
      const answer = await browser.send(method, path)
      assert.equal(answer.status, status)
      assert.match(answer.text, SIGNED_IN)
      assert.include(answer.text, 'Sign out')
      assert.notMatch(answer.text, SIGNED_OUT)
    })

  test('costs one SELECT and sets no cookie: {0} {1}')
    .with(NOWHERE)
    .run(async ({ assert }, [method, path]) => {
      const browser = await signInBrowser()
      const statements = await statementsOf(async () => {
        assert.notProperty((await browser.send(method, path)).headers, 'set-cookie')
      })
      assert.lengthOf(statements, 1)
      assert.match(statements[0], /^\s*select/)
    })

  test('lets somebody sign out', async ({ assert }) => {
    const browser = await signInBrowser()
    await browser.get('/account')
    const answer = await browser.submit('/nope', {}, '/logout')
    assert.deepEqual([answer.status, answer.headers.location], [303, '/signed-out'])
    assert.isUndefined(browser.sessionId)
  })

  test('offers no form where the session has no token for one yet', async ({ assert }) => {
    const browser = await signInBrowser()
    const { text } = await browser.get('/nope')
    assert.match(text, SIGNED_IN)
    assert.notInclude(text, '<form')
  })

  test('leaves what the next page has to say', async ({ assert }) => {
    const browser = await signInBrowser()
    await browser.submit('/account/tokens', { name: 'My backup' })
    await browser.get('/nope')
    assert.include((await browser.get('/account/tokens')).text, 'Choose at least one right')
  })

  test('takes nobody for signed in whose cookie is dead', async ({ assert }) => {
    const browser = await signInBrowser()
    await suspend(browser.person)
    for (const cookie of [browser.sessionId, 'A'.repeat(43)]) {
      const { status, text } = await get('/nope', { Cookie: `gatehouse_session=${cookie}` })
      assert.equal(status, 404)
      assert.match(text, SIGNED_OUT)
    }
  })
})

test.group('An error page of a route', () => {
  test('that was refused before anyone asked knows who is signed in too', async ({ assert }) => {
    const browser = await signInBrowser()
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Origin': 'https://evil.example' }
    const answer = await browser.send('POST', '/logout', { headers })
    assert.equal(answer.status, 403)
    assert.match(answer.text, SIGNED_IN)
  })

  test('says what is wrong with an address, and leads on where it can: {path}')
    .with([
      { path: '/admin/activity?address=foo', says: 'Enter an address such as 203.0.113.9.' },
      { path: '/admin/people?seenAfter=soon', says: 'Enter a time such as 2030-01-31T12:00:00Z.' },
      { path: '/files?page=one', says: 'Give the page number in digits.' },
      { path: '/files/selection', says: 'Choose at least one file.', leadsOn: false },
    ])
    .run(async ({ assert, cleanup }, { path, says, leadsOn = true }) => {
      cleanup(uncrown)
      const browser = await signInBrowserOfSuperUser()
      const { status, text } = await browser.get(path)
      assert.equal(status, 422)
      assert.include(text, says)
      const link = new RegExp(`href="${path.split('?')[0]}"[^>]*>\\s*Open the page again`)
      assert.equal(link.test(text), leadsOn)
    })
})
