import { test } from '@japa/runner'
import { Browser, FORM_COOKIE, SESSION_COOKIE } from '#tests/helpers/clients/sign_in'
import { type SetCookie } from '#tests/helpers/clients/cookies'
import { get, send } from '#tests/helpers/clients/http'
import { PRODUCTION, type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { createUser } from '#tests/helpers/people/users'

/** Attributes, less the time at which the cookie ends. */
const lasting = ({ attributes: { expires, ...rest } }: SetCookie) => rest

async function signIn(fields: Record<string, string> = {}) {
  const { username: login, password } = await createUser()
  return new Browser().submit('/login', { login, password, ...fields })
}

test.group('The session cookie', () => {
  test('is for this host alone, out of reach of scripts and other sites', async ({ assert }) => {
    const cookie = (await signIn()).cookie(SESSION_COOKIE)!
    assert.deepEqual(cookie.attributes, { path: '/', httponly: true, samesite: 'Strict' })
  })

  test('lasts until the browser is closed, or 30 days for who asks for it', async ({ assert }) => {
    assert.notProperty((await signIn()).cookie(SESSION_COOKIE)!.attributes, 'expires')

    const kept = (await signIn({ remember: '1' })).cookie(SESSION_COOKIE)!
    const days = (Date.parse(String(kept.attributes.expires)) - Date.now()) / 86_400_000
    assert.approximately(days, 30, 0.01)
    assert.deepEqual(lasting(kept), { path: '/', httponly: true, samesite: 'Strict' })
  })

  test('is sent once, not with every answer', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const browser = new Browser()
    await browser.submit('/login', { login, password })
    for (const path of ['/', '/account', '/api/v1/me'])
      assert.isUndefined((await browser.get(path)).cookie(SESSION_COOKIE), path)
  })

  test('comes with an answer that nobody may keep', async ({ assert }) => {
    assert.equal((await signIn()).headers['cache-control'], 'no-store')
  })
})

test.group('The form cookie', () => {
  test('is out of reach of scripts, and its token is within', async ({ assert }) => {
    const { cookies } = await get('/login')
    assert.deepEqual(
      cookies.map((cookie) => [cookie.name, lasting(cookie)]),
      [
        ['XSRF-TOKEN', { path: '/', samesite: 'Strict' }],
        [FORM_COOKIE, { path: '/', httponly: true, samesite: 'Strict' }],
      ]
    )
  })

  test('tells nothing of what it holds', async ({ assert }) => {
    const browser = new Browser()
    await browser.submit('/login', { login: 'somebody.typed.this', password: 'mango' })
    const kept = decodeURIComponent(browser.jar.get(FORM_COOKIE)!)
    assert.notInclude(kept, 'somebody')
    assert.notInclude(Buffer.from(kept, 'base64').toString('latin1'), 'somebody')
  })
})

test.group('Cookies over HTTPS', (group) => {
  let server: SpawnedServer
  group.setup(async () => {
    server = await startServer(PRODUCTION)
    return () => server.stop()
  })

  const cookiesOf = async (method: string, path: string, options = {}) =>
    (await send(method, path, { origin: server.origin, ...options })).cookies

  test('are Secure, and bound to the host by their name', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const page = await send('GET', '/login', { origin: server.origin })
    const names = page.cookies.map(({ name }) => name)
    assert.deepEqual(names, ['XSRF-TOKEN', '__Host-gatehouse_form'])

    const form = { login, password, _csrf: /_csrf' value='([^']+)'/.exec(page.text)![1] }
    const Cookie = page.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const given = await cookiesOf('POST', '/login', { form, headers: { Cookie } })
    const session = given.find(({ name }) => name === '__Host-gatehouse_session')!
    assert.deepEqual(session.attributes, {
      path: '/',
      httponly: true,
      secure: true,
      samesite: 'Strict',
    })
    for (const { name, attributes } of [...page.cookies, ...given])
      assert.equal(attributes.secure, true, name)
  })

  test('are not taken under the names of the development server', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const browser = new Browser()
    await browser.submit('/login', { login, password })
    const headers = { Cookie: `${SESSION_COOKIE}=${browser.sessionId}` }
    const answer = await send('GET', '/api/v1/me', { origin: server.origin, headers })
    assert.equal(answer.status, 401)

    headers.Cookie = `__Host-${headers.Cookie}`
    const same = await send('GET', '/api/v1/me', { origin: server.origin, headers })
    assert.equal(same.status, 200)
  })

  test('come with Strict-Transport-Security', async ({ assert }) => {
    const { headers } = await send('GET', '/', { origin: server.origin })
    assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains')
    assert.notProperty((await get('/')).headers, 'strict-transport-security')
  })
})
