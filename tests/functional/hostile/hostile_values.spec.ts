import { test } from '@japa/runner'
import { signInAppOfSuperUser } from '#tests/helpers/people/super_user'
import { SAMPLES } from '#tests/conformance/samples'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { assertAlive, assertRefused } from '#tests/helpers/hostile'
import { send } from '#tests/helpers/clients/http'
import { createUser, OTHER_PASSWORD, PASSWORD } from '#tests/helpers/people/users'

const JSON_TYPE = { 'Content-Type': 'application/json' }

/** In JSON, so that it holds what JavaScript cannot say. */
const VALUES = [
  '""',
  `"${'a'.repeat(20_000)}"`,
  `"${'é'.repeat(5_000)}"`,
  `"${'👩‍👩‍👧‍👦'.repeat(500)}"`,
  `"${'\\ufdfa'.repeat(3_000)}"`,
  '0',
  '-1',
  '1.5',
  '1e400',
  '12345678901234567890',
  'true',
  '[]',
  '["a"]',
  '[1]',
  '[[["a"]]]',
  '[null]',
  `[${'null,'.repeat(200)}null]`,
  '{}',
  '{"$gt":""}',
  '{"length":12}',
  '{"toString":"a","valueOf":"b"}',
  '{"toString":1,"valueOf":1}',
  '{"__proto__":{"length":1}}',
]

/** They cannot be stored, or have no bytes in UTF-8. */
const UNREADABLE = ['"a\\u0000b"', '"\\ud800"', '["a\\udc00b"]']

/** What vine says where our messages have no sentence, whatever the reader speaks, and a member named by its number. */
const NO_WORDS = /^The \S+ field \w|\.\d+/

type Target = { method: string; path: string; good: Record<string, unknown>; fields: string[] }

/** What a route takes besides what its sample sends. */
const MORE_FIELDS: Record<string, string[]> = {
  'POST /api/v1/tokens': ['deviceName'],
  'PATCH /api/v1/me': ['email', 'currentPassword'],
  'PUT /api/v1/email-verifications': ['token'],
  // Whose password it would be is known by the token, so that is judged first.
  'PUT /api/v1/password-resets': ['token'],
  'POST /api/v1/personal-tokens': ['expiresInDays', 'currentPassword'],
  'POST /api/v1/files/:id/shares': ['expiresAt'],
  'PATCH /api/v1/shares/:id': ['expiresAt'],
  'POST /api/v1/files/:id/links': ['expiresInSeconds'],
}

/**
 * What is right there: limits of nothing, the limits that everybody has, and a filter that finds everybody, as one does
 * of which nothing but a prototype was sent.
 */
const TAKEN: Record<string, string[]> = {
  'PATCH /api/v1/admin/users/:id': ['0', 'null'],
  'POST /api/v1/admin/bulk-actions': ['{}', '{"__proto__":{"length":1}}'],
}

const routes = () => {
  const sampled = Object.keys(SAMPLES).filter((name) => SAMPLES[name].body)
  const names = new Set([...sampled, ...Object.keys(MORE_FIELDS)])
  return [...names].filter((name) => name.includes(' /api/'))
}

/** A route, with good values for what its sample sends. */
async function targetOf(name: string, visitor: { id: number }): Promise<Target> {
  const [method, pattern] = name.split(' ')
  const { params, body } = SAMPLES[name] ?? {}
  const good = (await body?.()) ?? {}
  const { id = '' } = (await params?.(visitor)) ?? {}
  const fields = [...Object.keys(good), ...(MORE_FIELDS[name] ?? [])]
  return { method, path: pattern.replace(':id', id), good, fields }
}

/** The good values with one of them replaced. */
function bodyWith(good: Record<string, unknown>, field: string, value: string) {
  const { [field]: replaced, ...rest } = good
  return `${JSON.stringify(rest).slice(0, -1)}${Object.keys(rest).length ? ',' : ''}"${field}":${value}}`
}

test.group('A field that holds what it should not', () => {
  test('is named in a refusal where it can be read, and changes nothing', async ({ assert }) => {
    const app = await signInApp()
    const superUser = await signInAppOfSuperUser()
    for (const name of routes()) {
      const { method, path, good, fields } = await targetOf(name, app.person)
      const client = name.includes('/admin/') ? superUser : app
      for (const field of fields) {
        const call = (value: string) => () =>
          client.send(method, path, { body: bodyWith(good, field, value), headers: JSON_TYPE })
        for (const value of UNREADABLE) {
          const about = `${name} ${field} ${value}`
          const answer = await assertRefused(assert, call(value), { status: 400, about })
          assert.equal(answer.problem.code, 'bad_request', about)
        }
        for (const value of VALUES.filter((one) => !TAKEN[name]?.includes(one))) {
          const about = `${name} ${field} ${value.slice(0, 30)}`
          const answer = await assertRefused(assert, call(value), { status: 422, about })
          const named = answer.problem.errors?.map((error) => error.field.split('.')[0])
          assert.include(named, field, about)
          for (const { message } of answer.problem.errors!)
            assert.notMatch(message, NO_WORDS, about)
        }
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
        const call = () => send('POST', '/api/v1/tokens', { body, headers: JSON_TYPE })
        await assertRefused(assert, call, { status: 422, about: `${field} ${value.slice(0, 30)}` })
      }
  })

  test('is refused with its neighbours, not merged with them', async ({ assert }) => {
    const { username, password } = await createUser()
    const body = `{"login":"${username}","password":"wrong","password":"${password}"}`
    const last = await send('POST', '/api/v1/tokens', { body, headers: JSON_TYPE })
    assert.equal(last.status, 201)
    const dotted = JSON.stringify({
      'login': username,
      'password.length': 1,
      'password[]': password,
    })
    const call = () => send('POST', '/api/v1/tokens', { body: dotted, headers: JSON_TYPE })
    await assertRefused(assert, call, { status: 422 })
  })
})
