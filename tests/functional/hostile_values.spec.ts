import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients'
import { assertAlive, assertRefused } from '#tests/helpers/hostile'
import { send } from '#tests/helpers/http'
import {
  createUser,
  OTHER_PASSWORD,
  PASSWORD,
  registration,
  uniqueName,
} from '#tests/helpers/users'

/** In JSON, so that it holds what JavaScript cannot say. */
const VALUES = [
  '"a\\u0000b"',
  '"\\ud800"',
  '"a\\udc00b"',
  `"${'a'.repeat(20_000)}"`,
  `"${'é'.repeat(5_000)}"`,
  `"${'👩‍👩‍👧‍👦'.repeat(500)}"`,
  `"${'\\ufdfa'.repeat(3_000)}"`,
  '0',
  '-1',
  '1e400',
  '12345678901234567890',
  'true',
  '[]',
  '["a"]',
  '[[["a"]]]',
  '{}',
  '{"$gt":""}',
  '{"length":12}',
  '{"toString":"a","valueOf":"b"}',
  '{"__proto__":{"length":1}}',
]

type Target = [string, string, Record<string, unknown>, string[]]

/** Each endpoint that takes fields, with good values for all of them. */
const TARGETS: (() => Target)[] = [
  () => ['POST', '/api/v1/users', registration(), ['username', 'email', 'password']],
  () => ['POST', '/api/v1/tokens/refresh', {}, ['refreshToken']],
  () => [
    'PUT',
    '/api/v1/me/password',
    { currentPassword: PASSWORD, password: OTHER_PASSWORD },
    ['currentPassword', 'password'],
  ],
  () => [
    'PATCH',
    '/api/v1/me',
    { username: uniqueName(), email: `${uniqueName()}@example.org`, currentPassword: PASSWORD },
    ['username', 'email', 'currentPassword'],
  ],
  () => ['DELETE', '/api/v1/me', {}, ['currentPassword']],
]

/** The good values with one of them replaced. */
function bodyWith(good: Record<string, unknown>, field: string, value: string) {
  const { [field]: replaced, ...rest } = good
  return `${JSON.stringify(rest).slice(0, -1)}${Object.keys(rest).length ? ',' : ''}"${field}":${value}}`
}

test.group('A field that holds what it should not', () => {
  test('is named in a refusal, and changes nothing', async ({ assert }) => {
    const app = await signInApp()
    for (const target of TARGETS) {
      const [method, path, good, fields] = target()
      for (const field of fields)
        for (const value of VALUES) {
          const about = `${method} ${path} ${field} ${value.slice(0, 30)}`
          const body = bodyWith(good, field, value)
          const headers = { 'Content-Type': 'application/json' }
          const answer = await assertRefused(
            assert,
            () => app.send(method, path, { body, headers }),
            { status: 422, about }
          )
          assert.include(
            answer.problem.errors?.map((error) => error.field),
            field,
            about
          )
        }
    }
    const me = await app.get('/api/v1/me')
    assert.deepInclude(me.data(), { username: app.person.username, email: app.person.email })
    await assertAlive(assert)
  })

  test('tells nothing about an account at a sign-in', async ({ assert }) => {
    const { username } = await createUser()
    for (const value of VALUES)
      for (const [field, good] of [
        ['login', { password: PASSWORD }],
        ['password', { login: username }],
        ['deviceName', { login: username, password: OTHER_PASSWORD }],
      ] as const) {
        const body = bodyWith(good, field, value)
        const headers = { 'Content-Type': 'application/json' }
        const call = () => send('POST', '/api/v1/tokens', { body, headers })
        await assertRefused(assert, call, { status: 422, about: `${field} ${value.slice(0, 30)}` })
      }
  })

  test('is refused with its neighbours, not merged with them', async ({ assert }) => {
    const { username, password } = await createUser()
    const headers = { 'Content-Type': 'application/json' }
    const body = `{"login":"${username}","password":"wrong","password":"${password}"}`
    const last = await send('POST', '/api/v1/tokens', { body, headers })
    assert.equal(last.status, 201)
    const dotted = JSON.stringify({
      'login': username,
      'password.length': 1,
      'password[]': password,
    })
    const call = () => send('POST', '/api/v1/tokens', { body: dotted, headers })
    await assertRefused(assert, call, { status: 422 })
  })
})
