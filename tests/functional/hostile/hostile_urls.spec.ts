import { test } from '@japa/runner'
import { assertAlive, assertRefused } from '#tests/helpers/hostile'
import { get, send } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'

test.group('An address', () => {
  test('that cannot be read is refused', async ({ assert }) => {
    for (const path of [
      '/%',
      '/%zz',
      '/%E0%A4%A',
      '/%ff',
      '/%C0%80',
      '/%ED%A0%80',
      '/api/v1/%',
      '/a%',
    ])
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        const answer = await assertRefused(assert, () => send(method, path), { status: 400 })
        assert.include(answer.text, 'The address contains characters that cannot be read.')
      }
    await assertAlive(assert)
  })

  test('that cannot be read is told to people on a page: {$self}')
    .with(['/%zz', '/verify-email/%ff', '/apis/%zz'])
    .run(async ({ assert }, path) => {
      const { headers, status, text } = await get(path, { 'X-Request-Id': 'abc-123' })
      assert.equal(status, 400)
      assert.equal(headers['content-type'], 'text/html; charset=utf-8')
      assert.include(text, '<h1>Bad request</h1>')
      assert.include(text, '<code>abc-123</code>')
      assert.match(text, /<link rel="stylesheet"/)
      assert.notInclude(text, 'Create account')
    })

  test('that cannot be read is told in JSON where everything is: {$self}')
    .with(['/api/v1/%zz', '/api/%?a', '/file/%ff', '/health/%'])
    .run(async ({ assert }, path) => {
      const { headers, problem } = await get(path, { Accept: 'text/html' })
      assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
      assert.deepEqual([problem.status, problem.code], [400, 'bad_request'])
    })

  test('of another form than ours leads nowhere', async ({ assert }) => {
    for (const target of [
      '//',
      '//evil.example/',
      '//api/v1/me',
      '///api/v1/me',
      '/\\evil.example',
      '*',
      'http://[::1',
      'https:',
      'a:b',
      '/\x7f',
      '/%00',
      '/%0d%0aSet-Cookie:%20a=b',
      '/API/V1/ME',
      '/api%2Fv1/me',
      '/./api/v1/me',
      '/x/../api/v1/me',
      '/api;x/v1/me',
      `/${'a/'.repeat(7_000)}`,
      `/${'%41'.repeat(5_000)}`,
    ]) {
      const answer = await sendBytes(httpBytes(`GET ${target}`))
      assert.oneOf(statusOf(answer), [400, 401, 404], target.slice(0, 40))
      assert.notInclude(answer.toLowerCase(), 'set-cookie')
      assert.notInclude(answer, 'evil.example')
    }
    await assertAlive(assert)
  })

  test('opens no file beside those that are served', async ({ assert }) => {
    for (const path of [
      '/.env',
      '/../.env',
      '/..%2f.env',
      '/%2e%2e/.env',
      '/assets/../../.env',
      '/assets/..%2f..%2f.env',
      '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      '/assets/.vite/manifest.json',
      '/assets/%00.css',
      '/package.json',
      '/resources/views/pages/auth/login.edge',
      '/node_modules/vite/package.json',
      '/@fs/etc/passwd',
      '/@vite/client',
      '//etc/passwd',
    ])
      await assertRefused(assert, () => get(path), { status: 404, about: path })
  })
})
