import { execFileSync } from 'node:child_process'
import { test } from '@japa/runner'
import { send } from '#tests/helpers/clients/http'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'

const startTwo = () => startServer({ PROCESSES: '2', LOG_LEVEL: 'info' })

/** The processes that serve: those of the one that was started. */
const processesOf = (pid: number) =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
    .map(Number)

/** A connection of its own for each, so that they take turns. */
const askOften = (origin: string, token: string) =>
  Promise.all(
    Array.from({ length: 8 }, () =>
      send('GET', '/api/v1/me', {
        origin,
        headers: { Authorization: `Bearer ${token}`, Connection: 'close' },
      })
    )
  )

const statusesOf = (answers: { status: number }[]) => [
  ...new Set(answers.map(({ status }) => status)),
]

test.group('PROCESSES=2', (group) => {
  let server: SpawnedServer
  group.setup(async () => {
    server = await startTwo()
  })

  test('serves from two, which agree on who is signed in', async ({ assert }) => {
    const { origin, pid } = server
    assert.lengthOf(processesOf(pid), 2)

    const app = await signInApp()
    assert.deepEqual(statusesOf(await askOften(origin, app.pair.accessToken)), [200])
    await app.api('DELETE', '/api/v1/sign-ins/current')
    assert.deepEqual(statusesOf(await askOften(origin, app.pair.accessToken)), [401])
  })

  test('replaces one that was killed', async ({ assert }) => {
    const { origin, pid } = server
    const [first, second] = processesOf(pid)
    process.kill(first, 'SIGKILL')
    await until('there are two again', () => {
      const now = processesOf(pid)
      return now.length === 2 && !now.includes(first) && now.includes(second)
    })
    assert.equal((await send('GET', '/health/live', { origin })).status, 200)
  })

  test('ends in good order when it is told to, and leaves no process', async ({ assert }) => {
    const { pid, terminate, log } = await startTwo()
    const serving = processesOf(pid)
    assert.equal(await terminate(), 0)
    for (const one of serving) assert.throws(() => process.kill(one, 0), /ESRCH/)
    assert.lengthOf(log().match(/Gatehouse answers at/g)!, 1, 'one speaks for both')
  })

  test('ends where they cannot start, with a line that says why', async ({ assert }) => {
    await assert.rejects(
      () => startServer({ PROCESSES: '2', HOST: 'nowhere.invalid' }),
      /HOST: nowhere\.invalid is not known/
    )
  })
})
