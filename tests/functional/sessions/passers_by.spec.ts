import { test } from '@japa/runner'
import { Browser, FORM_COOKIE } from '#tests/helpers/clients/sign_in'
import { get, send } from '#tests/helpers/clients/http'
import { statementsOf } from '#tests/helpers/database/statements'

test.group('Somebody who only looks', () => {
  test('is given no cookie and asks nothing of the database: {$self}')
    .with(['/', '/health/live', '/favicon.svg', '/no-such-page', '/api/v1/no-such-thing'])
    .run(async ({ assert }, path) => {
      const statements = await statementsOf(async () => {
        const answer = await get(path)
        assert.notProperty(answer.headers, 'set-cookie')
      })
      assert.deepEqual(statements, [])
    })

  test('is shown what others were, under an id of their own', async ({ assert }) => {
    const [one, other] = [await get('/'), await get('/')]
    assert.equal(other.text, one.text)
    const headOf = ({ headers }: typeof one) => ({ ...headers, 'date': '', 'x-request-id': '' })
    assert.deepEqual(headOf(other), headOf(one))
    assert.notEqual(other.headers['x-request-id'], one.headers['x-request-id'])
    const { headers } = await get('/', { 'X-Request-Id': 'mine' })
    assert.equal(headers['x-request-id'], 'mine')
  })

  test('is shown what is meant for them, whatever others were shown', async ({ assert }) => {
    await get('/')
    const german = await get('/', { 'Accept-Language': 'de' })
    assert.equal(german.headers['content-language'], 'de')
    assert.include((await get('/', { Origin: 'https://elsewhere.example' })).headers.vary, 'Origin')
    const etag = String(german.headers.etag)
    const again = await get('/', { 'Accept-Language': 'de', 'If-None-Match': etag })
    assert.deepEqual([again.status, again.text], [304, ''])
    const led = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
    assert.property((await get('/', led)).headers, 'refresh')
  })

  test('is led to the sign-in without a cookie or a statement', async ({ assert }) => {
    const statements = await statementsOf(async () => {
      const answer = await get('/account')
      assert.deepEqual([answer.status, answer.headers.location], [302, '/login?next=%2Faccount'])
      assert.notProperty(answer.headers, 'set-cookie')
    })
    assert.deepEqual(statements, [])
  })

  test('gets what a form needs, and no more, on a page that holds one: {$self}')
    .with(['/login', '/register'])
    .run(async ({ assert }, path) => {
      const statements = await statementsOf(async () => {
        const { cookies, headers } = await get(path)
        assert.sameMembers(
          cookies.map(({ name }) => name),
          [FORM_COOKIE, 'XSRF-TOKEN']
        )
        assert.equal(headers['cache-control'], 'no-store')
      })
      assert.deepEqual(statements, [])
    })

  test('gets nothing of the kind for a HEAD of a page without a form', async ({ assert }) => {
    const answer = await send('HEAD', '/')
    assert.deepEqual([answer.status, answer.text], [200, ''])
    assert.notProperty(answer.headers, 'set-cookie')
  })

  test('keeps the form of another tab working', async ({ assert }) => {
    const browser = new Browser()
    const csrf = await browser.csrfToken('/login')
    await browser.get('/register')
    const form = { _csrf: csrf, login: 'nobody', password: 'mango' }
    await browser.send('POST', '/login', { form })
    assert.include((await browser.get('/login')).text, 'That login and password do not match.')
  })

  test('reaches no database with a token or cookie that is garbage', async ({ assert }) => {
    const statements = await statementsOf(async () => {
      for (const token of ['x', 'gatehouse_at_', `gatehouse_at_${'A'.repeat(36)}`, '1.abc', '%00'])
        await get('/api/v1/me', { Authorization: `Bearer ${token}` })
      for (const id of ['x', '%00', '1'.repeat(20), 's:abc.def'])
        await get('/api/v1/me', { Cookie: `gatehouse_session=${id}` })
    })
    assert.deepEqual(statements, [])
  })
})
