import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { post } from '#tests/helpers/clients/oauth'
import { makeScript } from '#tests/helpers/clients/scripts'
import { suspend } from '#tests/helpers/people/users'

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
