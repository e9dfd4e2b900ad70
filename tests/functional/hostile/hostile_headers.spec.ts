import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { assertAlive } from '#tests/helpers/hostile'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'

/** In bytes, as they would arrive. */
const VALUES = [
  '',
  '-1',
  '\xff\xfe',
  '\xed\xa0\x80',
  '%00',
  '%E0%A4%A',
  '"',
  ',;=,;=',
  '<script>{"a":',
  '__proto__',
  'a,'.repeat(3_000),
  'x'.repeat(8_000),
  '('.repeat(8_000),
]

const READ_BY_US = [
  'Accept',
  'Accept-Encoding',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Method',
  'Authorization',
  'Content-Encoding',
  'Content-Type',
  'Cookie',
  'Forwarded',
  'If-Modified-Since',
  'If-None-Match',
  'Origin',
  'Range',
  'Referer',
  'Sec-Fetch-Site',
  'User-Agent',
  'X-CSRF-TOKEN',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-HTTP-Method-Override',
  'X-Request-Id',
  'X-XSRF-TOKEN',
]

test.group('A header that holds what it should not', () => {
  test('never breaks anything: {$self}')
    .with(READ_BY_US)
    .run(async ({ assert }, name) => {
      const answers = VALUES.flatMap((value) =>
        ['GET /api/v1/me', 'GET /account', 'GET /favicon.svg', 'POST /api/v1/users'].map(
          async (line) => {
            const answer = await sendBytes(httpBytes(line, [[name, value]], 'a=b'))
            const status = statusOf(answer)!
            assert.isAtLeast(status, 200, line)
            assert.isBelow(status, 500, `${line} ${name}: ${value.slice(0, 30)}`)
          }
        )
      )
      await Promise.all(answers)
      await assertAlive(assert)
    })

  test('is kept readable where it is shown to people', async ({ assert }) => {
    const { person } = await signInApp()
    const { username: login, password } = person
    for (const agent of [...VALUES, 'Mozilla/5.0 (\x1b[31m) \xe2\x80\xae']) {
      const body = JSON.stringify({ login, password })
      const headers: [string, string][] = [
        ['User-Agent', agent.replaceAll('\x1b', '')],
        ['Content-Type', 'application/json'],
      ]
      const answer = await sendBytes(httpBytes('POST /api/v1/tokens', headers, body))
      assert.equal(statusOf(answer), 201, agent.slice(0, 30))
      const [, name] = /"name":"((?:[^"\\]|\\.)*)"/.exec(answer)!
      assert.match(name, /^[\x20-\x7e]{1,200}$/)
    }
  })
})
