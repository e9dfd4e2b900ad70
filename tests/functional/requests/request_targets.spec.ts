import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { get, ORIGIN } from '#tests/helpers/clients/http'
import { sendBytes, statusOf } from '#tests/helpers/clients/raw'

const HOST = new URL(ORIGIN).host

/** A request in bytes with exactly these headers. */
const ask = (line: string, headers: string[] = [`Host: ${HOST}`]) =>
  sendBytes(`${line}\r\n${['Connection: close', ...headers].join('\r\n')}\r\n\r\n`)

const PROBLEM = /content-type: application\/problem\+json/i

test.group('An absolute address', () => {
  test('is the path in it: {0}')
    .with([
      [`GET ${ORIGIN}/health/live HTTP/1.1`, 200],
      ['GET http://elsewhere.example/health/live HTTP/1.1', 200],
      ['GET HTTPS://ELSEWHERE.EXAMPLE:8443/health/live?a=b HTTP/1.1', 200],
      ['GET http://[::1]:80/health/live HTTP/1.1', 200],
      [`GET ${ORIGIN} HTTP/1.1`, 200],
      [`GET ${ORIGIN}?a=b HTTP/1.1`, 200],
      [`GET ${ORIGIN}/login HTTP/1.1`, 200],
      [`GET ${ORIGIN}/api/v1/me HTTP/1.1`, 401],
      [`GET ${ORIGIN}/api/v1/nothing HTTP/1.1`, 404],
      [`DELETE ${ORIGIN}/api/v1/tokens HTTP/1.1`, 405],
      [`GET ${ORIGIN}/account HTTP/1.1`, 302],
      [`GET ${ORIGIN}/%zz HTTP/1.1`, 400],
    ] as const)
    .run(async ({ assert }, [line, status]) => {
      const answer = await ask(line)
      assert.equal(statusOf(answer), status, answer.slice(0, 300))
      assert.notMatch(answer, /elsewhere/i)
      if (line.includes('/api/')) assert.match(answer, PROBLEM)
    })

  test('knows who asks, and is counted', async ({ assert }) => {
    const { pair, person } = await signInApp()
    const answer = await ask(`GET ${ORIGIN}/api/v1/me HTTP/1.1`, [
      `Host: ${HOST}`,
      `Authorization: Bearer ${pair.accessToken}`,
      'Origin: https://elsewhere.example',
    ])
    assert.equal(statusOf(answer), 200)
    assert.include(answer, person.username)
    assert.match(answer, /^ratelimit: /im)
    assert.match(answer, /^access-control-allow-origin: \*/im)
  })

  test('leads to the sign-in, and from there to its path', async ({ assert }) => {
    const answer = await ask(`GET ${ORIGIN}/files?q=a HTTP/1.1`)
    assert.include(answer.toLowerCase(), 'location: /login?next=%2ffiles%3fq%3da')
  })

  test('says which host is meant, whatever Host says', async ({ assert }) => {
    const headers = ['Host: elsewhere.example']
    assert.equal(statusOf(await ask(`GET ${ORIGIN}/health/live HTTP/1.1`, headers)), 200)
  })
})

test.group('What is no address of ours', () => {
  test('is refused: {$self}')
    .with([
      'GET * HTTP/1.1',
      'POST * HTTP/1.1',
      'GET http:// HTTP/1.1',
      'GET http:///files HTTP/1.1',
      'GET http://user@elsewhere.example/ HTTP/1.1',
      'GET http://user:secret@elsewhere.example/ HTTP/1.1',
      'GET http://a b/ HTTP/1.1',
      'GET http://[::1/ HTTP/1.1',
      'GET ftp://elsewhere.example/ HTTP/1.1',
      'GET file:///etc/passwd HTTP/1.1',
      'GET https: HTTP/1.1',
      'GET a:b HTTP/1.1',
      'GET login HTTP/1.1',
      'GET ?a HTTP/1.1',
      'CONNECT elsewhere.example:443 HTTP/1.1',
      'CONNECT / HTTP/1.1',
    ])
    .run(async ({ assert }, line) => {
      const answer = await ask(line)
      assert.equal(statusOf(answer), 400, answer)
      assert.match(answer, PROBLEM)
      assert.match(answer, /x-request-id: /i)
    })

  test('but the server as a whole can be asked what it can', async ({ assert }) => {
    const answer = await ask('OPTIONS * HTTP/1.1')
    assert.equal(statusOf(answer), 204)
    assert.match(answer, /allow: GET, HEAD, POST/i)
    assert.match(answer, /vary: Origin/i)
  })
})

test.group('A request to', () => {
  test('{0} is refused')
    .with([
      ['two hosts', [`Host: ${HOST}`, 'Host: elsewhere.example']],
      ['one host twice', [`Host: ${HOST}`, `host: ${HOST}`]],
      ['no host', []],
      ['an empty host', ['Host:']],
      ['two hosts in one header', [`Host: ${HOST}, elsewhere.example`]],
      ['a host with a path', [`Host: ${HOST}/login`]],
      ['a host with somebody in front', ['Host: user@elsewhere.example']],
      ['a host with a blank', ['Host: a b']],
      ['a host with a port that is none', ['Host: a:b']],
      ['a host beyond ASCII', ['Host: gr\u00fc\u00df.example']],
    ] as [string, string[]][])
    .run(async ({ assert }, [, headers]) => {
      for (const target of ['/api/v1/me', '/', `${ORIGIN}/health/live`]) {
        const answer = await ask(`GET ${target} HTTP/1.1`, headers)
        assert.equal(statusOf(answer), 400, `${target}: ${answer}`)
        assert.match(answer, PROBLEM)
      }
    })

  test('no host is answered where HTTP knew none yet', async ({ assert }) => {
    assert.equal(statusOf(await ask('GET /health/live HTTP/1.0', [])), 200)
  })
})

test.group('An address of the API that leads nowhere', () => {
  test('is told so in JSON, however it is spelt: {$self}')
    .with([
      '/API/v1/nothing',
      '/Api/v1/me',
      '//api/v1/nothing',
      '///api//v1/me',
      '/api%2Fv1/nothing',
      '/api%2fv1%2fme',
      '/%61pi/v1/nothing',
      '/%41PI/v1/me',
      '/%61%70%69/v1/%zz',
      '/API/%zz',
      '/api',
      '/api/',
      '/api?a=b',
      '/api/v2/me',
      '/api;x/v1/me',
      '/api%3Bx/v1/me',
      '/./api/v1/me',
      '/x/../api/v1/me',
      '/%2e/api/v1/me',
      '/\\api/v1/me',
      '/file',
      '/file/',
      '/FILE/00000000-0000-4000-8000-000000000000',
      '//file/x',
      '/file;x',
      '/Health/live',
      '/health/',
    ])
    .run(async ({ assert }, path) => {
      for (const target of [path, ORIGIN + path]) {
        const answer = await ask(`GET ${target} HTTP/1.1`, [`Host: ${HOST}`, 'Accept: text/html'])
        assert.oneOf(statusOf(answer), [400, 404], answer)
        assert.match(answer, PROBLEM, target)
        assert.notMatch(answer, /set-cookie/i)
      }
    })

  test('is no page that only begins alike: {$self}')
    .with(['/apis', '/api-docs', '/files/x/y', '/healthy', '/x/api', '/%2561pi', '/ap/i'])
    .run(async ({ assert }, path) => {
      const { headers, status } = await get(path)
      assert.equal(status, 404)
      assert.match(headers['content-type']!, /^text\/html/)
    })
})
