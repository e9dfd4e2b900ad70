import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { type Answer, get, postJson, send } from '#tests/helpers/clients/http'

const PROBLEM_JSON = 'application/problem+json; charset=utf-8'
const long = 'a'.repeat(70_000)
const json = (body: string) => ({ body, headers: { 'Content-Type': 'application/json' } })

const changedByCookieAlone = async () => {
  const browser = await signInBrowser()
  return browser.send('PATCH', '/api/v1/me', { json: { displayName: 'Ada' } })
}

const unknownDeviceCode = () => postJson('/api/v1/tokens/device', { deviceCode: 'nonsense' })

test.group('An error of the API', () => {
  test('has the shape of the contract: {0}')
    .with([
      ['unauthenticated', 401, () => get('/api/v1/me')],
      ['invalid_token', 401, () => get('/api/v1/me', { Authorization: 'Bearer x' })],
      ['not_found', 404, () => get('/api/v1/nothing')],
      ['not_found', 404, () => get('/file/nothing')],
      ['not_found', 404, () => get('/health/nothing')],
      ['method_not_allowed', 405, () => send('POST', '/api/v1/me')],
      ['bad_request', 400, () => send('POST', '/api/v1/users', json('{'))],
      ['bad_request', 400, () => get('/api/v1/%E0%A4%A')],
      ['payload_too_large', 413, () => send('POST', '/api/v1/users', json(`{"a":"${long}"}`))],
      ['unsupported_media_type', 415, () => send('POST', '/api/v1/users', { form: { a: 'b' } })],
      ['validation_failed', 422, () => postJson('/api/v1/users', {})],
      ['invalid_credentials', 400, () => postJson('/api/v1/tokens', { login: 'a', password: 'b' })],
      ['invalid_grant', 400, () => postJson('/api/v1/tokens/refresh', { refreshToken: 'a' })],
    ] as [string, number, () => Promise<Answer>][])
    .run(async ({ assert }, [code, status, call]) => {
      const answer = await call()
      const { errors, title, detail, ...rest } = answer.problem
      assert.equal(answer.headers['content-type'], PROBLEM_JSON)
      assert.equal(answer.status, status)
      assert.deepEqual(rest, {
        type: `urn:gatehouse:problem:${code}`,
        status,
        code,
        requestId: answer.headers['x-request-id'] as string,
      })
      assert.match(title, /^[A-Z]/)
      assert.match(detail, /\.$/)
      assert.equal(errors !== undefined, code === 'validation_failed')
    })

  test('says what to send instead: {0}')
    .with([
      ['JSON', /^The body is not valid JSON\.$/, () => send('POST', '/api/v1/users', json('{'))],
      ['an object', /must be a JSON object\.$/, () => send('POST', '/api/v1/users', json('[]'))],
      [
        'its type',
        /^Send application\/json\.$/,
        () => send('POST', '/api/v1/users', { form: { a: 'b' } }),
      ],
      ['the CSRF token', /send it as X-CSRF-TOKEN\.$/, changedByCookieAlone],
      ['a method', /^Use GET, HEAD, PATCH, or DELETE here/, () => send('POST', '/api/v1/me')],
      ['another device code', /^This device code .+ Ask for another\.$/, unknownDeviceCode],
    ] as [string, RegExp, () => Promise<Answer>][])
    .run(async ({ assert }, [, words, call]) => {
      assert.match((await call()).problem.detail, words)
    })

  test('is JSON whatever Accept says', async ({ assert }) => {
    for (const accept of ['text/html', '*/*', 'text/html,application/xhtml+xml', 'nonsense', ''])
      for (const path of ['/api/v1/me', '/api/v1/nothing', '/file/x', '/health/x']) {
        const { headers } = await get(path, { Accept: accept })
        assert.equal(headers['content-type'], PROBLEM_JSON, `${path} ${accept}`)
      }
  })

  test('names fields, rules and messages where input is wrong', async ({ assert }) => {
    const { problem } = await postJson('/api/v1/users', {
      username: 'ab',
      email: 'ann',
      password: 1,
    })
    assert.deepEqual(problem.errors, [
      {
        field: 'username',
        rule: 'minLength',
        message: 'The username must have at least 3 characters.',
      },
      {
        field: 'email',
        rule: 'email',
        message: 'Enter an email address such as name@example.org.',
      },
      { field: 'password', rule: 'string', message: 'The password must be text.' },
    ])
  })

  test('says how to sign in, and what was wrong with a token', async ({ assert }) => {
    const challenge = async (headers = {}) =>
      (await get('/api/v1/me', headers)).headers['www-authenticate']
    assert.equal(await challenge(), 'Bearer realm="gatehouse"')
    assert.equal(
      await challenge({ Authorization: 'Bearer x' }),
      'Bearer realm="gatehouse", error="invalid_token"'
    )
  })

  test('says which methods there are where one is wrong: {0} {1}')
    .with([
      ['POST', '/api/v1/me', 'GET, HEAD, PATCH, DELETE'],
      ['GET', '/api/v1/tokens', 'POST'],
      ['PUT', '/api/v1/sign-ins', 'GET, HEAD, DELETE'],
      ['PROPFIND', '/api/v1/me/password', 'PUT'],
      ['OPTIONS', '/api/v1/users', 'POST'],
      ['DELETE', '/login', 'GET, HEAD, POST'],
      ['POST', '/', 'GET, HEAD'],
      ['POST', '/health/live', 'GET, HEAD'],
    ])
    .run(async ({ assert }, [method, path, allow]) => {
      const answer = await send(method, path)
      assert.deepEqual([answer.status, answer.headers.allow], [405, allow])
    })

  test('has no body where nobody asked for one', async ({ assert }) => {
    for (const path of ['/api/v1/me', '/nothing']) {
      const { status, text } = await send('HEAD', path)
      assert.isAtLeast(status, 401)
      assert.equal(text, '')
    }
  })
})

test.group('An error on a page', () => {
  test('is a page', async ({ assert }) => {
    const answer = await get('/nothing')
    assert.equal(answer.status, 404)
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    assert.include(answer.text, '<h1>Page not found</h1>')
  })

  test('tells the number to quote where one would ask about it', async ({ assert }) => {
    const answer = await send('POST', '/', { headers: { 'X-Request-Id': 'abc-123' } })
    assert.equal(answer.status, 405)
    assert.include(answer.text, '<code>abc-123</code>')
  })

  test('keeps somebody signed in who took a wrong turn', async ({ assert }) => {
    const browser = await signInBrowser()
    await browser.get('/nothing')
    assert.equal((await browser.get('/account')).status, 200)
  })

  test('is no way in for a token', async ({ assert }) => {
    const app = await signInApp()
    const answer = await app.get('/account')
    assert.notEqual(answer.status, 200)
    assert.notInclude(answer.text, app.person.email)
    assert.notProperty(answer.headers, 'set-cookie')
  })
})

test.group('X-Request-Id', () => {
  test('is kept where it is harmless', async ({ assert }) => {
    for (const id of ['a', 'A-Za-z0-9._-', 'x'.repeat(128)])
      for (const path of ['/', '/api/v1/me', '/nothing', '/favicon.svg', '/%E0%A4%A'])
        assert.equal((await get(path, { 'X-Request-Id': id })).headers['x-request-id'], id, path)
  })

  test('is replaced where it is not', async ({ assert }) => {
    for (const id of ['', 'a b', 'x'.repeat(129), '<script>', 'a/b', 'é', 'a,b'])
      assert.match(
        String((await get('/api/v1/me', { 'X-Request-Id': id })).headers['x-request-id']),
        /^[0-9a-f-]{36}$/
      )
  })
})
