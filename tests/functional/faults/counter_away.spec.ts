import { test } from '@japa/runner'
import { send, type SendOptions } from '#tests/helpers/clients/http'
import { linkFor, signInWith } from '#tests/helpers/people/password_resets'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { createUser, OTHER_PASSWORD } from '#tests/helpers/people/users'

test.group('With Redis away', (group) => {
  let server: SpawnedServer | undefined

  group.setup(async () => {
    server = await startServer({ REDIS_URL: 'redis://127.0.0.1:9' })
  })
  group.teardown(() => server?.stop())

  const ask = (method: string, path: string, options: SendOptions = {}) =>
    send(method, path, { ...options, origin: server!.origin })

  test('what must be counted is answered with 503, and reading goes on', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const refused = await ask('POST', '/api/v1/tokens', { json: { login, password } })
    assert.equal(refused.status, 503)
    assert.equal(refused.problem.code, 'unavailable')
    assert.match(String(refused.headers['retry-after']), /^[1-9]\d*$/)
    assert.equal((await ask('GET', '/login')).status, 200)
  })

  test('a link to a new password works all the same', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkFor(ann.email)
    const json = { token, password: OTHER_PASSWORD }
    assert.equal((await ask('PUT', '/api/v1/password-resets', { json })).status, 204)
    assert.equal((await signInWith(ann.username, OTHER_PASSWORD)).status, 201)
  })
})
