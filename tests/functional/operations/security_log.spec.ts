import { test } from '@japa/runner'
import {
  Browser,
  signInApp,
  signInBrowser,
  type TokenPairBody,
} from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { linkIn } from '#tests/helpers/people/mailbox'
import { PRODUCTION, type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'
import { createUser, OTHER_PASSWORD, PASSWORD } from '#tests/helpers/people/users'

type Line = { event?: string; userId?: number | null; code?: string; ip?: string }

test.group('The log of an operator', (group) => {
  let server: SpawnedServer
  group.setup(async () => {
    server = await startServer({ ...PRODUCTION, LOG_LEVEL: 'info' })
    return () => server.stop()
  })

  const linesOf = (wanted: Partial<Line>) =>
    server
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line)
      .filter((line) =>
        Object.entries(wanted).every(([key, value]) => line[key as keyof Line] === value)
      )
  const untilLogged = (wanted: Partial<Line>) =>
    until(`${JSON.stringify(wanted)} is logged`, () => linesOf(wanted).length > 0)

  const ask = (method: string, path: string, json?: unknown, token?: string) =>
    send(method, path, {
      json,
      origin: server.origin,
      headers: token ? { Authorization: `Bearer ${token}` } : {},
    })

  test('says who signed in and out, and whose password was changed', async ({ assert }) => {
    const { id: userId, username: login } = await createUser()
    const signedIn = await ask('POST', '/api/v1/tokens', { login, password: PASSWORD })
    const { accessToken } = signedIn.data<TokenPairBody>()
    const change = { currentPassword: PASSWORD, password: OTHER_PASSWORD }
    await ask('PUT', '/api/v1/me/password', change, accessToken)
    await ask('DELETE', '/api/v1/sign-ins/current', undefined, accessToken)

    for (const event of ['signed_in', 'confirmed', 'password_changed', 'signed_out'])
      await untilLogged({ event, userId })
    for (const secret of [PASSWORD, OTHER_PASSWORD, accessToken])
      assert.notInclude(server.log(), secret)
  })

  test('says whose sign-in was ended by the link in a mail, and not the link', async ({
    assert,
  }) => {
    const person = await createUser()
    await signInBrowser(person)
    await signInBrowser(person)
    const { path, token } = await linkIn(person.email, 'new_sign_in')
    await new Browser({}, server.origin).submit(path, {})
    await untilLogged({ event: 'signed_out', userId: person.id })
    assert.notInclude(server.log(), token)
  })

  test('says that a password was wrong, and not what was typed', async ({ assert }) => {
    const { id: userId, username: login } = await createUser()
    await ask('POST', '/api/v1/tokens', { login, password: 'a wrong secret of mine' })
    await ask('POST', '/api/v1/tokens', { login: 'my secret as a name', password: PASSWORD })
    await untilLogged({ event: 'sign_in_failed', userId, ip: '127.0.0.1' })
    await untilLogged({ event: 'sign_in_failed', userId: null })
    assert.notInclude(server.log(), 'secret')
  })

  test('says whose refresh token was copied', async () => {
    const { person, pair } = await signInApp()
    const refresh = async (refreshToken: string) =>
      (await ask('POST', '/api/v1/tokens/refresh', { refreshToken })).data<TokenPairBody>()
    const next = await refresh(pair.refreshToken)
    await refresh(next.refreshToken)
    await ask('POST', '/api/v1/tokens/refresh', { refreshToken: pair.refreshToken })
    await untilLogged({ event: 'refresh_token_reused', userId: person.id })
  })

  test('says who was refused, and why', async () => {
    await ask('GET', '/api/v1/me', undefined, 'nonsense')
    await untilLogged({ event: 'request_refused', code: 'invalid_token', userId: null })

    const { person, pair } = await signInApp()
    const script = await ask(
      'POST',
      '/api/v1/personal-tokens',
      { name: 'Reader', scopes: ['files:read'] },
      pair.accessToken
    )
    await ask('GET', '/api/v1/me', undefined, script.data<{ token: string }>().token)
    await untilLogged({
      event: 'request_refused',
      code: 'insufficient_scope',
      userId: person.id,
    })
  })
})
