import { test } from '@japa/runner'
import { Browser, FORM_COOKIE, signInBrowser } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { createUser, OTHER_PASSWORD, PASSWORD } from '#tests/helpers/people/users'

const EXPIRED = 'This form has expired or came from another site. Please send it again.'

test.group('A form', () => {
  test('that has expired comes back with a message and what was typed', async ({ assert }) => {
    const browser = new Browser()
    const { username: login, password } = await createUser()
    const form = { login, password, _csrf: await browser.csrfToken('/login') }
    browser.jar.delete(FORM_COOKIE)

    const answer = await browser.send('POST', '/login', { form })
    assert.deepEqual([answer.status, answer.headers.location], [303, '/login'])
    assert.isUndefined(browser.sessionId)
    const { text } = await browser.get('/login')
    assert.include(text, EXPIRED)
    assert.include(text, `value="${login}"`)
    assert.notInclude(text, password)
  })

  test('comes back to the page it stood on, and to no other site', async ({ assert }) => {
    const browser = await signInBrowser()
    const location = async (referer?: string) => {
      const headers = referer ? { Referer: referer } : {}
      const { headers: given } = await browser.send('POST', '/account/password', {
        form: { _csrf: 'x' },
        headers,
      })
      return given.location
    }
    assert.equal(await location(`${ORIGIN}/account?tab=1`), '/account?tab=1')
    for (const referer of [
      undefined,
      'https://evil.example/account',
      'nonsense',
      `${ORIGIN}//evil.example`,
    ])
      assert.equal(await location(referer), '/account', referer)
  })

  test('of somebody who is signed in is refused without its token', async ({ assert }) => {
    const browser = await signInBrowser()
    for (const form of [
      {},
      { _csrf: '' },
      { _csrf: 'nonsense' },
      { '_csrf[]': await browser.csrfToken('/account') },
    ])
      await browser.send('POST', '/logout', { form: form as Record<string, string> })
    assert.equal(await countSignIns(browser.person), 1)
    const query = `?_csrf=${encodeURIComponent(await browser.csrfToken('/account'))}`
    await browser.send('POST', `/logout${query}`, { form: { a: 'b' } })
    assert.equal(await countSignIns(browser.person), 1)
  })

  test('that another site sent is refused where it stands', async ({ assert }) => {
    const browser = new Browser()
    const { username: login, password } = await createUser()
    const form = { login, password, _csrf: await browser.csrfToken('/login') }
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site', 'Origin': 'https://evil.example' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'null' },
    ]) {
      const answer = await browser.send('POST', '/login', {
        form,
        headers: headers as Record<string, string>,
      })
      assert.equal(answer.status, 403)
      assert.include(answer.text, EXPIRED)
      assert.isUndefined(browser.sessionId)
    }
    assert.notInclude((await browser.get('/login')).text, login)
  })

  test('made before a sign-in does not work after it', async ({ assert }) => {
    const browser = new Browser()
    const { username: login, password, ...person } = await createUser()
    const csrf = await browser.csrfToken('/login')
    await browser.send('POST', '/login', { form: { login, password, _csrf: csrf } })
    await browser.send('POST', '/logout', { form: { _csrf: csrf } })
    assert.equal(await countSignIns(person), 1)
  })

  test('cannot change the method in its body', async ({ assert }) => {
    const browser = await signInBrowser()
    const csrf = await browser.csrfToken('/account')
    for (const method of ['GET', 'DELETE', 'PUT', '']) {
      const form = { _csrf: csrf, _method: method }
      const answer = await browser.send('POST', '/account/password', { form })
      assert.equal(answer.status, 400, method)
    }
  })

  test('can change it in its address, to what a form cannot send', async ({ assert }) => {
    const browser = await signInBrowser()
    const csrf = await browser.csrfToken('/account')
    const status = async (method: string) =>
      (await browser.send('POST', `/account/sign-ins?_method=${method}`, { form: { _csrf: csrf } }))
        .status
    assert.equal(await status('DELETE'), 303)
    assert.equal(await status('delete'), 303)
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'TRACE', '', '%00', 'DELETE,PUT'])
      assert.oneOf(await status(method), [400, 404, 405], method)
  })

  test('keeps what was typed for as long as one page', async ({ assert }) => {
    const browser = new Browser()
    const csrf = await browser.csrfToken('/login')
    const form = { _csrf: csrf, login: 'Ann & <b>', password: OTHER_PASSWORD, remember: '1' }
    await browser.send('POST', '/login', { form })
    const { text } = await browser.get('/login')
    assert.include(text, 'value="Ann &amp; &lt;b&gt;"')
    assert.match(text, /name="remember"[^>]*checked/)
    assert.notInclude((await browser.get('/login')).text, 'Ann &amp;')
  })

  test('with far more in it than a cookie can hold still comes back', async ({ assert }) => {
    const browser = new Browser()
    const csrf = await browser.csrfToken('/register')
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`field${index}`, 'é'.repeat(290)])
    )
    const form = { ...many, _csrf: csrf, username: 'admin', password: PASSWORD }
    const answer = await browser.send('POST', '/register', { form })
    assert.equal(answer.status, 303)
    for (const { name, value } of answer.cookies) assert.isBelow(value.length, 4_000, name)
    assert.include((await browser.get('/register')).text, 'That username is reserved.')
  })
})
