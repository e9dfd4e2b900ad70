import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { type Answer, get, ORIGIN, send } from '#tests/helpers/clients/http'
import { linked, signInOwner } from '#tests/helpers/files/sharing'
import { statementsOf } from '#tests/helpers/database/statements'
import { createUser } from '#tests/helpers/people/users'

const NOBODYS_FILE = '00000000-0000-4000-8000-000000000000'

/** What a browser of today says of a link that somebody follows on another site. */
const LED = {
  'Sec-Fetch-Site': 'cross-site',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-User': '?1',
}

const PATHS = [
  '/',
  '/login',
  '/login?next=%2Ffiles%3Fq%3Da',
  '/register',
  '/forgot-password',
  '/files',
  '/files?q=a%20b&c=d;e=f&url=https://evil.example/',
  `/files/${NOBODYS_FILE}`,
  '/shared-with-me',
  '/bin?page=2',
  '/account',
  '/account/sign-ins',
  '/confirm?next=/account',
  '/verify-email/gatehouse_ev_none',
  '/end-sign-in/none?here',
  '/no-such-page',
  `/file/${NOBODYS_FILE}`,
  '//evil.example/',
  '/\\evil.example/',
  '/?',
]

/** Where the page takes a browser. */
const refreshOf = ({ headers }: Answer) =>
  new URL(/^0; url=(.+)$/.exec(String(headers.refresh))![1], ORIGIN).href

test.group('A page that another site leads to, without a session cookie', () => {
  test('loads itself once more from our own origin: {$self}')
    .with(PATHS)
    .run(async ({ assert }, path) => {
      const answer = await send('GET', path, { headers: LED })
      assert.equal(answer.status, 200)
      assert.equal(refreshOf(answer), ORIGIN + path.replace('\\', '/').replace(/^\/\?$/, '/'))
      assert.notProperty(answer.headers, 'set-cookie')
      assert.equal(answer.headers['cache-control'], 'no-store')
      assert.equal(answer.headers['referrer-policy'], 'no-referrer')
      assert.equal(answer.headers['x-robots-tag'], 'noindex')
      assert.include(answer.text, '<a href="">open it</a>')
      for (const told of ['Sign in', 'Create account', 'Sign out'])
        assert.notInclude(answer.text, told)
    })

  test('does so for a neighbouring host, and for HEAD', async ({ assert }) => {
    const headers = { ...LED, 'Sec-Fetch-Site': 'same-site' }
    const answer = await send('HEAD', '/files', { headers })
    assert.deepEqual([answer.status, answer.headers.refresh], [200, '0; url=/files'])
  })

  test('asks nothing of the database', async ({ assert }) => {
    assert.deepEqual(await statementsOf(() => get('/files', LED)), [])
  })

  test('is there at the second step, whoever comes', async ({ assert }) => {
    const second = { ...LED, 'Sec-Fetch-Site': 'same-origin' }
    const browser = await signInBrowser()
    assert.include((await browser.get('/files', second)).text, 'Sign out')
    const passerBy = await get('/files', second)
    assert.deepEqual([passerBy.status, passerBy.headers.location], [302, '/login?next=%2Ffiles'])
    assert.include((await get('/', second)).text, 'Create account')
  })
})

test.group('Nobody is led on', () => {
  const ELSEWISE = [
    { who: 'who typed the address', headers: { ...LED, 'Sec-Fetch-Site': 'none' } },
    { who: 'who comes from our own pages', headers: { ...LED, 'Sec-Fetch-Site': 'same-origin' } },
    { who: 'whose browser does not say', headers: {} },
    { who: 'in a frame', headers: { ...LED, 'Sec-Fetch-Dest': 'iframe' } },
    { who: 'by a script', headers: { ...LED, 'Sec-Fetch-Mode': 'cors' } },
  ]

  test('{who}')
    .with(ELSEWISE)
    .run(async ({ assert }, { headers }) => {
      const answer = await get('/', headers)
      assert.notProperty(answer.headers, 'refresh')
      assert.include(answer.text, 'Create account')
    })

  test('who comes with a cookie, be it dead, or a token', async ({ assert }) => {
    const [browser, { pair }] = [await signInBrowser(), await signInApp()]
    assert.notProperty((await browser.get('/files', LED)).headers, 'refresh')
    for (const credential of [
      { Cookie: 'gatehouse_session=dead' },
      { Authorization: `Bearer ${pair.accessToken}` },
    ])
      assert.notProperty((await get('/', { ...LED, ...credential })).headers, 'refresh')
  })

  test('to what is no page: {$self}')
    .with(['/api/v1/me', '/api/v1/nothing', '/health/live', '/favicon.svg'])
    .run(async ({ assert }, path) => {
      assert.notProperty((await get(path, LED)).headers, 'refresh')
    })

  test('with a signed link', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { url } = await linked(owner, file)
    const answer = await get(url.slice(ORIGIN.length), LED)
    assert.notProperty(answer.headers, 'refresh')
    assert.equal(answer.status, 200)
  })

  test('with a form', async ({ assert }) => {
    const answer = await send('POST', '/login', { headers: LED, form: { login: 'a' } })
    assert.equal(answer.status, 403)
    assert.notProperty(answer.headers, 'refresh')
  })
})

test.group('A form for guests that was opened before another tab signed in', () => {
  test('leads on from {path}, which was to lead to "{next}"')
    .with([
      { path: '/login', next: '/files?q=a', to: '/files?q=a' },
      { path: '/login', next: '//evil.example', to: '/account' },
      { path: '/register', next: '', to: '/account' },
    ])
    .run(async ({ assert }, { path, next, to }) => {
      const { username: login, password, ...person } = await createUser()
      const browser = new Browser()
      const csrf = await browser.csrfToken(path)
      await browser.submit('/login', { login, password })
      const before = browser.sessionId

      const headers = {
        'Origin': ORIGIN,
        'Sec-Fetch-Site': 'same-origin',
        'Referer': ORIGIN + path,
      }
      const form = { login, password, next, _csrf: csrf }
      const answer = await browser.send('POST', path, { form, headers })
      assert.deepEqual([answer.status, answer.headers.location], [302, to])
      const page = await browser.get('/account')
      assert.include(page.text, person.email)
      assert.notInclude(page.text, 'This form has expired')
      assert.equal(browser.sessionId, before)
    })

  test('is refused as ever where another site sends it', async ({ assert }) => {
    const browser = await signInBrowser()
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Origin': 'https://evil.example' }
    assert.equal((await browser.send('POST', '/login', { form: {}, headers })).status, 403)
  })
})
