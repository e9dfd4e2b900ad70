import { createServer, type Socket } from 'node:net'
import { test } from '@japa/runner'
import { send, type SendOptions } from '#tests/helpers/clients/http'
import { linkFor, signInWith } from '#tests/helpers/people/password_resets'
import { releaseLater } from '#tests/helpers/release'
import { listen } from '#tests/helpers/servers/listen'
import { PRODUCTION, type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { createUser, OTHER_PASSWORD } from '#tests/helpers/people/users'

/** Milliseconds: a try and a retry, two seconds each, and what a busy machine adds. */
const IN_TIME = 9_000

/** Takes connections and says nothing, as a machine that lost its network does. */
async function listenInSilence() {
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => void sockets.add(socket.on('error', () => {})))
  releaseLater(() => {
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
  return listen(silent)
}

const WAYS = [
  { way: 'refuses connections', port: () => Promise.resolve(9) },
  { way: 'takes connections and says nothing', port: listenInSilence },
]

for (const { way, port } of WAYS)
  test.group(`With a Redis that ${way}`, (group) => {
    let server: SpawnedServer | undefined

    group.setup(async () => {
      server = await startServer({
        ...PRODUCTION,
        LOG_LEVEL: 'error',
        REDIS_URL: `redis://127.0.0.1:${await port()}`,
      })
    })
    group.teardown(() => server?.stop())

    const ask = (method: string, path: string, options: SendOptions = {}) =>
      send(method, path, { ...options, origin: server!.origin })

    test('what must be counted is answered with 503, and reading goes on', async ({ assert }) => {
      const { username: login, password } = await createUser()
      const askedAt = performance.now()
      const refused = await ask('POST', '/api/v1/tokens', { json: { login, password } })
      assert.equal(refused.status, 503)
      assert.equal(refused.problem.code, 'unavailable')
      assert.isBelow(performance.now() - askedAt, IN_TIME)
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
