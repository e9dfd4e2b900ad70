import { once } from 'node:events'
import { Agent, type ClientRequest, get } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { bearer, drain, startDownload } from '#tests/helpers/clients/downloads'
import { keepFile } from '#tests/helpers/files/files'
import { send } from '#tests/helpers/clients/http'
import { DatabaseProxy } from '#tests/helpers/database/database_proxy'
import { startServer } from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'
import { uniqueName } from '#tests/helpers/people/users'

/** Milliseconds: the ten seconds that are promised, and what a busy machine adds to them. */
const IN_TIME = 15_000

/** Begins a request; `isAnswered` fails where it has no answer at all. */
function ask(origin: string, agent: Agent) {
  const request = get(`${origin}/health/live`, { agent })
  const isAnswered = once(request, 'response').then(async ([response]) => {
    const { isWhole } = await drain(response)
    return isWhole
  })
  return { request, isAnswered }
}

const untilConnected = async (request: ClientRequest) => {
  const [socket] = await once(request, 'socket')
  await once(socket, 'connect')
}

/** Answers with what ended it: a connection that was refused, or one that was kept and lost. */
async function askWithoutEnd(origin: string, agent: Agent) {
  for (;;) {
    const { request, isAnswered } = ask(origin, agent)
    if (!(await isAnswered.catch(() => false))) return request.reusedSocket ? 'lost' : 'refused'
  }
}

/** Hashing a password takes a while, and few are hashed at once. */
const signInSlowly = (origin: string) => {
  const json = { login: uniqueName(), password: 'whatever it was' }
  return send('POST', '/api/v1/tokens', { json, origin })
}

/** Until a server that was told to stop lets nobody in any more. */
const untilRefused = (origin: string) =>
  until('it lets nobody in', () =>
    send('GET', '/health/live', { origin }).then(
      () => false,
      () => true
    )
  )

/** More than all buffers between the server and its client hold. */
const SIZE = 24 * 1024 * 1024

/** A download that its client reads no further, once it has begun. */
async function stall(origin: string) {
  const owner = await signInApp()
  const { path } = await keepFile(owner.person, { bytes: Buffer.alloc(SIZE) })
  const { response } = await startDownload(path, bearer(owner), origin)
  response.pause()
  return response
}

test.group('Shutting down', () => {
  test('answers every request that was accepted', async ({ assert }) => {
    const { origin, terminate } = await startServer({})
    const underWay = Array.from({ length: 8 }, () => signInSlowly(origin))
    await Promise.race(underWay)
    const exitCode = await terminate()
    const answers = await Promise.all(underWay)

    assert.equal(exitCode, 0)
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [400])
    await assert.rejects(() => signInSlowly(origin), /ECONNREFUSED/)
  })

  test('answers those who were waiting to be let in when it was told to stop', async ({
    assert,
  }) => {
    const { origin, terminate, pause, resume } = await startServer({})
    const agent = new Agent({ maxSockets: 32 })
    pause()
    const waiting = Array.from({ length: 32 }, () => ask(origin, agent))
    await Promise.all(waiting.map(({ request }) => untilConnected(request)))
    const exit = terminate()
    resume()

    const answers = await Promise.all(waiting.map(({ isAnswered }) => isAnswered))
    assert.isTrue(answers.every(Boolean))
    assert.equal(await exit, 0)
  })

  test('lets a download under way end, and breaks off one that does not', async ({ assert }) => {
    const { origin, terminate } = await startServer({})
    const [read, unread] = [await stall(origin), await stall(origin)]
    const told = Date.now()
    const exit = terminate()
    await untilRefused(origin)
    const { isWhole } = await drain(read)

    assert.isTrue(isWhole)
    assert.equal(await exit, 0)
    assert.isBelow(Date.now() - told, IN_TIME)
    assert.isFalse((await drain(unread)).isWhole)
  })

  test('waits for no connection that has brought nothing', async ({ assert }) => {
    const { origin, terminate } = await startServer({})
    const { hostname, port } = new URL(origin)
    const unused = Array.from({ length: 20 }, () => connect(Number(port), hostname))
    await Promise.all(unused.map((socket) => once(socket, 'connect')))
    assert.equal((await send('GET', '/health/live', { origin })).status, 200)
    const told = Date.now()

    assert.equal(await terminate(), 0)
    assert.isBelow(Date.now() - told, 7_000)
  })

  test('finishes what clients have asked for who did not wait for an answer', async ({
    assert,
  }) => {
    const { origin, terminate, log } = await startServer({
      DATABASE_POOL_MAX: '1',
      LOG_LEVEL: 'warn',
    })
    const headers = bearer(await signInApp())
    const left = Array.from({ length: 200 }, () => get(`${origin}/api/v1/files`, { headers }))
    for (const request of left) request.on('error', () => {})
    await Promise.race(left.map((request) => once(request, 'response')))
    for (const request of left) request.destroy()

    assert.equal(await terminate(), 0)
    assert.notMatch(log(), /abort|failed/i)
  })

  test('ends within ten seconds though the database says nothing', async ({ assert }) => {
    const proxy = new DatabaseProxy()
    await proxy.open()
    const settings = { DATABASE_URL: proxy.url, LOG_LEVEL: 'warn' }
    const { origin, terminate, log } = await startServer(settings)
    const headers = bearer(await signInApp())
    const asked = () => get(`${origin}/api/v1/files`, { headers }).on('error', () => {})
    await once(asked(), 'response')
    proxy.silence()
    const waiting = Array.from({ length: 20 }, asked)
    await Promise.all(waiting.map(untilConnected))
    const told = Date.now()

    assert.equal(await terminate(), 0)
    assert.isBelow(Date.now() - told, IN_TIME)
    assert.include(log(), 'ended in the midst of its work')
  })

  test('ends within ten seconds, however steadily clients keep asking', async ({ assert }) => {
    const { origin, terminate } = await startServer({})
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    const load = Array.from({ length: 16 }, () => askWithoutEnd(origin, agent))
    await wait(500)
    const told = Date.now()

    assert.equal(await terminate(), 0)
    assert.isBelow(Date.now() - told, IN_TIME)
    // New connections are refused, or reset where nobody has let them in yet.
    assert.deepEqual([...new Set(await Promise.all(load))], ['refused'])
    agent.destroy()
  })
})
