import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { assertAlive, assertRefused, changingRoutes, refusalBy } from '#tests/helpers/hostile'
import { send } from '#tests/helpers/clients/http'

const BOUNDARY = 'boundary'
const TYPE = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` }

const multipart = (disposition: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\nx\r\n--${BOUNDARY}--\r\n`
const field = (name: string) => multipart(`name="${name}"`)
const file = (name: string) => multipart(`name="${name}"; filename="a.txt"`)

/** What kills, or blocks for minutes, the parser of bodyparser 11.0.4, each with one small request. */
const BODIES = [
  ...['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'].flatMap((name) => [
    file(name),
    field(name),
  ]),
  field(`a${'[a]'.repeat(5_000)}`),
  field(`a${'.a'.repeat(5_000)}`),
  file(`a${'[0]'.repeat(5_000)}`),
  field('a[4294967294]'),
  file('a[4294967294]'),
  field('a[1e9]'),
  `--${BOUNDARY}`,
  'nonsense',
]

test.group('Multipart, on a route that takes no uploads,', () => {
  test('is refused before anything looks into it', async ({ assert }) => {
    const routes = changingRoutes()
    assert.isAbove(routes.length, 10)
    for (const [method, path] of routes)
      for (const body of BODIES) {
        const call = () => send(method, path, { body, headers: TYPE })
        await assertRefused(assert, call, {
          status: refusalBy(path, 415),
          about: `${method} ${path}`,
        })
      }
    await assertAlive(assert)
  })

  test('is refused whoever sends it', async ({ assert }) => {
    const [app, browser] = [await signInApp(), await signInBrowser()]
    for (const body of BODIES) {
      const options = { body, headers: TYPE }
      for (const call of [
        () => app.send('PATCH', '/api/v1/me', options),
        () => browser.send('PATCH', '/api/v1/me', options),
        () => browser.send('POST', '/account/password', options),
        () => browser.send('POST', '/account/sign-ins?_method=DELETE', options),
      ])
        await assertRefused(assert, call, { status: 415 })
    }
    await assertAlive(assert)
  })

  test('is refused whatever else is wrong with it', async ({ assert }) => {
    for (const type of [
      'multipart/form-data',
      'multipart/form-data; boundary=',
      `multipart/form-data; boundary=${'x'.repeat(5_000)}`,
      'Multipart/Form-Data; Boundary=boundary',
      'multipart/mixed; boundary=boundary',
      'multipart/form-data, application/json',
      'application/json, multipart/form-data; boundary=boundary',
    ]) {
      const options = { body: file('__proto__'), headers: { 'Content-Type': type } }
      for (const path of ['/api/v1/users', '/login'])
        await assertRefused(assert, () => send('POST', path, options), { status: 415, about: type })
    }
    await assertAlive(assert)
  })

  test('is not looked into on a path that leads nowhere', async ({ assert }) => {
    for (const path of ['/api/v1/nothing', '/nothing', '/favicon.svg']) {
      const options = { body: file('__proto__'), headers: TYPE }
      await assertRefused(assert, () => send('POST', path, options), { status: 404 })
    }
    await assertAlive(assert)
  })
})
