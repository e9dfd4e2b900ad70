import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'

const PAGE = '/account/tokens'

test.group('The page /account/tokens', () => {
  test('a token is made, shown once, listed and ended without scripts', async ({ assert }) => {
    const browser = await signInBrowser()
    const made = await browser.submit(PAGE, {
      'name': 'My <b>backup</b>',
      'scopes[]': 'profile:read',
      'expiresInDays': '30',
    })
    assert.equal(made.status, 201)
    assert.equal(made.headers['cache-control'], 'no-store')
    const [token] = /gatehouse_pt_[0-9A-Za-z]{36}/.exec(made.text)!

    const page = await browser.get(PAGE)
    assert.include(page.text, 'My &lt;b&gt;backup')
    assert.notInclude(page.text, token)

    const [, action] = /action="(\/account\/tokens\/[^"]+)"/.exec(page.text)!
    const ended = await browser.submit(PAGE, {}, action)
    assert.equal(ended.status, 303)
    const headers = { Authorization: `Bearer ${token}` }
    assert.equal((await send('GET', '/api/v1/me', { headers })).status, 401)
  })

  test('the list says what a token may do as the form does, and when it was made', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    await browser.submit(PAGE, { 'name': 'My backup', 'scopes[]': 'files:read' })
    const { text } = await browser.get(PAGE)
    const [list] = /Your personal tokens[^]*id="new-token"/.exec(text)!
    assert.include(list, 'See and download your files')
    assert.notInclude(list, 'files:read')
    assert.match(list, /Created\s+<time/)
  })

  test('a page beyond the end leads to the last one', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await browser.get(`${PAGE}?page=99`)
    assert.deepEqual([answer.status, answer.headers.location], [302, `${PAGE}?page=1`])
  })

  test('a form that is wrong comes back with what was typed', async ({ assert }) => {
    const browser = await signInBrowser()
    const refused = await browser.submit(PAGE, { name: 'My backup', expiresInDays: '30' })
    assert.equal(refused.status, 303)
    const { text } = await browser.get(PAGE)
    assert.include(text, 'value="My backup"')
    assert.include(text, 'Choose at least one right')
  })
})
