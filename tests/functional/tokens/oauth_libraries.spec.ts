import { test } from '@japa/runner'
import * as oauth from 'oauth4webapi'
import * as client from 'openid-client'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { get, ORIGIN } from '#tests/helpers/clients/http'
import { statusOf } from '#tests/helpers/clients/oauth'
import type { UserBody } from '#tests/helpers/people/users'

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
