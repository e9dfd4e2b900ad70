import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { ELSEWHERE, FOR_ALL, ruleOf } from '#tests/helpers/clients/cors'
import { get, postJson } from '#tests/helpers/clients/http'
import { post, statusOf } from '#tests/helpers/clients/oauth'
import { makeScript } from '#tests/helpers/clients/scripts'
import { suspend } from '#tests/helpers/people/users'

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

test.group('POST /oauth/token', () => {
  test('answers as RFC 6749 writes it, and is not stored', async ({ assert }) => {
    const { pair } = await signInApp()
    const form = { grant_type: 'refresh_token', refresh_token: pair.refreshToken }
    const answer = await post('/oauth/token', form)
    assert.equal(answer.status, 200)
    assert.include(answer.headers['cache-control'], 'no-store')
    assert.containSubset(answer.json(), { token_type: 'Bearer', expires_in: 900 })
    assert.equal(await statusOf(answer.json<{ access_token: string }>().access_token), 200)
  })

  test('gives a lost answer again, as the API does', async ({ assert }) => {
    const app = await signInApp()
    const { refreshToken } = app.pair
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
    const first = (await post('/oauth/token', form)).json()
    assert.equal((await app.refresh()).data().accessToken, first.access_token)
  })

  const WRONG: { what: string; form: [string, string][]; error: string }[] = [
    { what: 'nothing', form: [], error: 'invalid_request' },
    { what: 'no token', form: [['grant_type', 'refresh_token']], error: 'invalid_request' },
    { what: 'a password', form: [['grant_type', 'password']], error: 'unsupported_grant_type' },
    { what: 'a property', form: [['grant_type', '__proto__']], error: 'unsupported_grant_type' },
    {
      what: 'a parameter twice',
      form: [
        ['grant_type', 'refresh_token'],
        ['grant_type', 'refresh_token'],
      ],
      error: 'invalid_request',
    },
    {
      what: 'a token that is none',
      form: [
        ['grant_type', 'refresh_token'],
        ['refresh_token', 'x'],
      ],
      error: 'invalid_grant',
    },
    {
      what: 'a device code that is none',
      form: [
        ['grant_type', DEVICE_CODE],
        ['device_code', 'x'],
      ],
      error: 'invalid_grant',
    },
  ]

  test('refuses {what} with {error}')
    .with(WRONG)
    .run(async ({ assert }, { form, error }) => {
      const answer = await post('/oauth/token', form)
      assert.equal(answer.status, 400)
      assert.match(answer.headers['content-type']!, /^application\/json/)
      assert.sameMembers(Object.keys(answer.json()), ['error', 'error_description'])
      assert.equal(answer.json().error, error)
    })

  test('refuses JSON, and another method', async ({ assert }) => {
    const json = await postJson('/oauth/token', { grant_type: 'refresh_token' })
    assert.equal(json.status, 415)
    const read = await get('/oauth/token')
    assert.equal(read.status, 405)
    assert.property(read.json(), 'error')
  })

  test('says no more of a suspended account than that the grant is over', async ({ assert }) => {
    const { pair, person } = await signInApp()
    await suspend(person)
    const form = { grant_type: 'refresh_token', refresh_token: pair.refreshToken }
    const answer = await post('/oauth/token', form)
    assert.deepEqual([answer.status, answer.json().error], [400, 'invalid_grant'])
  })

  test('is open to any origin', async ({ assert }) => {
    const answer = await post('/oauth/token', {}, { Origin: ELSEWHERE })
    assert.deepEqual(ruleOf(answer), FOR_ALL)
  })
})

test.group('POST /oauth/revoke', () => {
  test('ends the sign-in behind {0}')
    .with([['accessToken'], ['refreshToken']] as const)
    .run(async ({ assert }, [kind]) => {
      const { pair } = await signInApp()
      const answer = await post('/oauth/revoke', { token: pair[kind] })
      assert.equal(answer.status, 200)
      assert.equal(await statusOf(pair.accessToken), 401)
    })

  test('ends a personal token, and no more', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    assert.equal((await post('/oauth/revoke', { token: script.token })).status, 200)
    assert.equal((await script.get('/api/v1/me')).status, 401)
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })

  test('answers the same for a token that is none', async ({ assert }) => {
    const { pair } = await signInApp()
    await post('/oauth/revoke', { token: pair.accessToken })
    for (const token of ['nonsense', pair.accessToken, `gatehouse_at_${'A'.repeat(36)}`])
      assert.equal((await post('/oauth/revoke', { token })).status, 200)
    assert.equal((await post('/oauth/revoke', {})).status, 400)
  })
})
