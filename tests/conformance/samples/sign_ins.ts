import { randomBytes } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Scope } from '#access/scopes'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { createUser, PASSWORD, uniqueName } from '#tests/helpers/people/users'
import type { Owner, Sample } from '#tests/conformance/samples/sample'

/** Who signs in and refreshes in the samples, whoever sends them. */
let somebody: ReturnType<typeof createUser> | undefined

const owner = () => (somebody ??= createUser())

async function signInFields() {
  const { username, password } = await owner()
  return { login: username, password }
}

async function refreshFields() {
  const { pair } = await signInApp(await owner())
  return { refreshToken: pair.refreshToken }
}

export async function signInOf({ id: userId }: Owner) {
  const now = DateTime.now()
  const times = { createdAt: now, lastSeenAt: now, expiresAt: now.plus({ days: 1 }) }
  const signIn = { userId, kind: 'app', name: 'Another', refreshGeneration: 0, ...times } as const
  const { id } = await SignIn.create(signIn)
  return { id }
}

export async function personalTokenOf({ id: userId }: Owner) {
  const expiresAt = DateTime.now().plus({ days: 1 })
  const scopes: Scope[] = ['profile:read']
  const token = { userId, name: uniqueName('script'), scopes, expiresAt }
  const { id } = await PersonalToken.create({ ...token, hash: randomBytes(32) })
  return { id }
}

/** Getting in, staying in, and tokens. */
export const signInSamples: Record<string, Sample> = {
  'POST /api/v1/tokens': { status: 201, body: signInFields },
  'POST /api/v1/tokens/refresh': { status: 200, body: refreshFields },
  'GET /api/v1/csrf-token': { status: 200 },
  'GET /api/v1/events/stream': { status: 200 },
  'POST /api/v1/device-authorizations': { status: 201 },
  'GET /.well-known/oauth-authorization-server': { status: 200 },
  'POST /oauth/token': {
    status: 200,
    body: async () => ({
      grant_type: 'refresh_token',
      refresh_token: (await refreshFields()).refreshToken,
    }),
  },
  'POST /oauth/revoke': { status: 200, body: () => ({ token: 'unknown' }) },
  'POST /oauth/device_authorization': { status: 200 },
  'POST /oauth/introspect': { status: 200, body: () => ({ token: 'unknown' }) },
  'GET /device': { status: 200 },
  'POST /api/v1/handoffs': { status: 201, body: () => ({ path: '/account' }) },
  'PUT /api/v1/sign-ins/current/confirmation': {
    status: 204,
    body: () => ({ password: PASSWORD }),
  },
  'POST /api/v1/personal-tokens': {
    status: 201,
    body: () => ({ name: uniqueName('script'), scopes: ['profile:read'] }),
  },
  'DELETE /api/v1/personal-tokens/:id': { status: 204, params: personalTokenOf },
  'DELETE /account/tokens/:id': { status: 303, params: personalTokenOf },
  'DELETE /api/v1/sign-ins/:id': { status: 204, params: signInOf },
  'DELETE /account/sign-ins/:id': { status: 303, params: signInOf },
  'POST /confirm': { status: 303, body: () => ({ password: PASSWORD }) },
  'POST /account/tokens': {
    status: 201,
    body: () => ({ 'name': 'A script', 'scopes[]': 'profile:read', 'expiresInDays': '30' }),
  },
}
