import type { OutgoingHttpHeaders } from 'node:http'
import { test } from '@japa/runner'
import type { TokenPairBody } from '#tests/helpers/clients/sign_in'
import { get, ORIGIN, send } from '#tests/helpers/clients/http'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { createUser } from '#tests/helpers/people/users'

/** The address under which a sign-in from here with these headers is listed. */
async function addressOf(headers: OutgoingHttpHeaders, origin = ORIGIN) {
  const { username: login, password } = await createUser()
  const answer = await send('POST', '/api/v1/tokens', {
    json: { login, password },
    headers,
    origin,
  })
  return answer.data<TokenPairBody>().signIn.ipAddress
}

test.group('Without a trusted proxy', () => {
  test('the address is that of the connection, whatever the headers say', async ({ assert }) => {
    const real = await addressOf({})
    assert.oneOf(real, ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    for (const headers of [
      { 'X-Forwarded-For': '203.0.113.7' },
      { 'X-Real-IP': '203.0.113.7' },
      { Forwarded: 'for=203.0.113.7' },
    ])
      assert.equal(await addressOf(headers), real)
  })
})

test.group('Behind a trusted proxy', (group) => {
  let server: SpawnedServer
  group.setup(async () => {
    server = await startServer({ TRUST_PROXY: 'loopback, 192.0.2.0/24' })
    return () => server.stop()
  })

  test('the address is the one that the proxy names', async ({ assert }) => {
    const headers = { 'X-Forwarded-For': '203.0.113.7' }
    assert.equal(await addressOf(headers, server.origin), '203.0.113.7')
    assert.equal(
      await addressOf({ 'X-Forwarded-For': '2001:db8::7' }, server.origin),
      '2001:db8::7'
    )
  })

  test('the port that it names as well is left out', async ({ assert }) => {
    const headers = { 'X-Forwarded-For': '203.0.113.7:5555' }
    assert.equal(await addressOf(headers, server.origin), '203.0.113.7')
  })

  test('what the client wrote in front of it is not believed', async ({ assert }) => {
    const headers = { 'X-Forwarded-For': '198.51.100.1, 203.0.113.7, 192.0.2.1' }
    assert.equal(await addressOf(headers, server.origin), '203.0.113.7')
  })

  test('what is no address is none', async ({ assert }) => {
    for (const garbage of [
      'nonsense',
      '7'.repeat(300),
      'x'.repeat(200),
      '203.0.113.7.8',
      `fe80::1%${'x'.repeat(50)}`,
    ])
      assert.isNull(await addressOf({ 'X-Forwarded-For': garbage }, server.origin))
  })

  test('a host that the proxy names is in no link either', async ({ assert }) => {
    const headers = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' }
    for (const path of ['/', '/login', '/account', '/nothing']) {
      const answer = await send('GET', path, { headers, origin: server.origin })
      assert.notInclude(answer.text + JSON.stringify(answer.headers), 'evil.example', path)
    }
  })
})

test.group('A forged host', () => {
  test('is in no link and no header ({$i})')
    .with([
      [{ Host: 'evil.example' }],
      [{ 'X-Forwarded-Host': 'evil.example' }],
      [{ 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' }],
      [{ Forwarded: 'host=evil.example;proto=https' }],
      [{ 'X-Original-URL': 'http://evil.example/', 'X-Rewrite-URL': '//evil.example' }],
      [{ Host: 'evil.example:99999' }],
      [{ Host: 'evil.example', Referer: 'http://evil.example/login' }],
    ] as [OutgoingHttpHeaders][])
    .run(async ({ assert }, [headers]) => {
      for (const [method, path] of [
        ['GET', '/'],
        ['GET', '/login'],
        ['GET', '/register'],
        ['GET', '/account'],
        ['GET', '/nothing'],
        ['GET', '/api/v1/me'],
        ['POST', '/login'],
        ['POST', '/logout'],
      ]) {
        const { text, headers: given } = await send(method, path, { headers })
        assert.notInclude(text + JSON.stringify(given), 'evil.example', `${method} ${path}`)
      }
    })

  test('is not taken for our own origin', async ({ assert }) => {
    const headers = { Host: 'evil.example', Origin: 'http://evil.example' }
    const { headers: given } = await get('/api/v1/me', headers)
    assert.notProperty(given, 'access-control-allow-origin')
  })
})
