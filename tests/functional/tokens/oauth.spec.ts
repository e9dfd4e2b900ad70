import { test } from '@japa/runner'
import * as oauth from 'oauth4webapi'
import * as client from 'openid-client'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { ELSEWHERE, FOR_ALL, ruleOf } from '#tests/helpers/clients/cors'
import { get, ORIGIN, postJson, send } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { suspend, type UserBody } from '#tests/helpers/people/users'

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

const post = (path: string, form: Record<string, string> | [string, string][], headers = {}) =>
  send('POST', path, { form, headers })

const statusOf = async (accessToken: string) =>
  (await get('/api/v1/me', { Authorization: `Bearer ${accessToken}` })).status

/** Somebody in a browser says yes to the app whose code this is. */
async function approve(userCode: string) {
  const browser = await signInBrowser()
  await browser.submit(`/device?code=${userCode}`, { code: userCode }, '/device?_method=PUT')
  return browser.person
}

const insecure = { [oauth.allowInsecureRequests]: true }

async function discover() {
  const issuer = new URL(ORIGIN)
  const answer = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure })
  return oauth.processDiscoveryResponse(issuer, answer)
}

const television = { client_id: 'Television' }
const nobody = oauth.None()

test.group('oauth4webapi', () => {
  test('signs a device in, refreshes, and revokes', async ({ assert }) => {
    const server = await discover()
    const asked = await oauth.deviceAuthorizationRequest(server, television, nobody, {}, insecure)
    const codes = await oauth.processDeviceAuthorizationResponse(server, television, asked)
    const person = await approve(codes.user_code)
    const polled = await oauth.deviceCodeGrantRequest(
      server,
      television,
      nobody,
      codes.device_code,
      insecure
    )
    const tokens = await oauth.processDeviceCodeResponse(server, television, polled)
    const me = await get('/api/v1/me', { Authorization: `Bearer ${tokens.access_token}` })
    assert.equal(me.data<UserBody>().id, person.id)

    const refreshed = await oauth.processRefreshTokenResponse(
      server,
      television,
      await oauth.refreshTokenGrantRequest(
        server,
        television,
        nobody,
        tokens.refresh_token!,
        insecure
      )
    )
    assert.notEqual(refreshed.refresh_token, tokens.refresh_token)
    assert.equal(await statusOf(refreshed.access_token), 200)

    const revoked = await oauth.revocationRequest(
      server,
      television,
      nobody,
      refreshed.refresh_token!,
      insecure
    )
    await oauth.processRevocationResponse(revoked)
    assert.equal(await statusOf(refreshed.access_token), 401)
  })

  test('reads an error as what it is', async ({ assert }) => {
    const server = await discover()
    const answer = await oauth.refreshTokenGrantRequest(
      server,
      television,
      nobody,
      'nonsense',
      insecure
    )
    const failed = oauth.processRefreshTokenResponse(server, television, answer)
    const error = await failed.catch((reason: unknown) => reason)
    assert.instanceOf(error, oauth.ResponseBodyError)
    assert.equal((error as oauth.ResponseBodyError).error, 'invalid_grant')
  })
})

test.group('openid-client', () => {
  test('polls until somebody approves, and refreshes', async ({ assert }) => {
    const issuer = new URL(ORIGIN)
    const config = await client.discovery(issuer, 'Command line', undefined, client.None(), {
      algorithm: 'oauth2',
      execute: [client.allowInsecureRequests],
    })
    const codes = await client.initiateDeviceAuthorization(config, {})
    const person = await approve(codes.user_code)
    const tokens = await client.pollDeviceAuthorizationGrant(config, { ...codes, interval: 0.1 })
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token!)
    const me = await get('/api/v1/me', { Authorization: `Bearer ${refreshed.access_token}` })
    assert.equal(me.data<UserBody>().id, person.id)
    await client.tokenRevocation(config, refreshed.access_token)
    assert.equal(await statusOf(refreshed.access_token), 401)
  })
})

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

test.group('POST /oauth/introspect', () => {
  const ask = (app: App | { token: string }, token: string) => {
    const bearer = 'token' in app ? app.token : app.pair.accessToken
    return post('/oauth/introspect', { token }, { Authorization: `Bearer ${bearer}` })
  }

  test('tells a service whom an access token stands for, and until when', async ({ assert }) => {
    const service = await makeScript(['tokens:introspect'])
    const { pair, person } = await signInApp(undefined, { deviceName: 'Phone' })
    const answer = await ask(service, pair.accessToken)
    assert.equal(answer.status, 200)
    const { exp, iat, ...rest } = answer.json<{ exp: number; iat: number }>()
    assert.deepEqual(rest, {
      active: true,
      token_type: 'Bearer',
      sub: String(person.id),
      username: person.username,
      client_id: 'Phone',
    })
    assert.approximately(exp - iat, 900, 2)
  })

  test('tells what a personal token may do', async ({ assert }) => {
    const service = await makeScript(['tokens:introspect'])
    const script = await makeScript(['files:read', 'files:write'])
    const said = (await ask(service, script.token)).json()
    assert.containSubset(said, { active: true, scope: 'files:read files:write' })
  })

  test('says of all else only that it is not active', async ({ assert }) => {
    const service = await makeScript(['tokens:introspect'])
    const [ended, suspended] = [await signInApp(), await signInApp()]
    await ended.api('DELETE', '/api/v1/sign-ins/current')
    await suspend(suspended.person)
    const { refreshToken } = (await signInApp()).pair
    const tokens = ['nonsense', refreshToken, ended.pair.accessToken, suspended.pair.accessToken]
    for (const token of tokens)
      assert.deepEqual((await ask(service, token)).json(), { active: false })
  })

  test('is nothing for those who lack its scope', async ({ assert }) => {
    const script = await makeScript(['profile:read'])
    const answer = await ask(script, script.token)
    assert.deepEqual([answer.status, answer.json().error], [403, 'insufficient_scope'])
    const anonymous = await post('/oauth/introspect', { token: script.token })
    assert.equal(anonymous.status, 401)
    assert.match(anonymous.headers['www-authenticate']!, /^Bearer realm=/)
  })
})
