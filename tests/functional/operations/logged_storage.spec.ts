import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { bearer } from '#tests/helpers/clients/downloads'
import { send, type SendOptions } from '#tests/helpers/clients/http'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import type { FileBody } from '#tests/helpers/files/files'
import { spawnAce } from '#tests/helpers/servers/commands'
import {
  logLinesOf,
  PRODUCTION,
  type SpawnedServer,
  startServer,
} from '#tests/helpers/servers/server'
import { bucket, type FailingPlace, folder, PLACES } from '#tests/helpers/storage/failing'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'

const WARNING = 40
const ERROR = 50

const LEFT = 'bytes could not be removed, and are left to files:prune'

/** A server in production, and somebody who has a file there. */
function serverWith({ storage, settings }: FailingPlace) {
  let server: SpawnedServer
  let owner: App

  async function start() {
    await storage.start()
    server = await startServer({ ...PRODUCTION, LOG_LEVEL: 'warn', ...settings() })
    owner = await signInApp()
    return async () => {
      await server.stop()
      await storage.stop()
    }
  }

  const ask = (method: string, path: string, options: SendOptions = {}) =>
    send(method, path, {
      ...options,
      headers: { ...bearer(owner), ...options.headers },
      origin: server.origin,
    })
  const put = () =>
    ask('POST', '/api/v1/files', { headers: MULTIPART, body: form(file('notes.txt')) })

  /** Warnings and errors of requests that the work brings, or that follow it. Emails wait for a mail server. */
  async function linesOf(work: () => Promise<unknown>) {
    const before = server.log().length
    await work()
    await wait(1_300)
    return logLinesOf(server.log().slice(before)).filter(({ err, mailId }) => err && !mailId)
  }

  return { start, ask, put, linesOf }
}

type Served = ReturnType<typeof serverWith>

/** What fails, of a file that is in the bin. */
const DEEDS = [
  {
    what: 'put',
    deed: ({ put }: Served) => put(),
    status: 503,
    line: { level: ERROR, msg: 'POST /api/v1/files failed' },
    said: 'write',
  },
  {
    what: 'get',
    deed: ({ ask }: Served, id: string) => ask('GET', `/file/${id}`),
    status: 503,
    line: { level: ERROR, msg: 'GET /file/:id failed' },
    said: 'read',
  },
  {
    what: 'remove',
    deed: ({ ask }: Served, id: string) => ask('DELETE', `/api/v1/bin/${id}`),
    status: 204,
    line: { level: WARNING, msg: LEFT },
    said: 'remove',
  },
]

for (const [name, place] of Object.entries(PLACES)) {
  test.group(`A ${name} of files that fails`, (group) => {
    const served = serverWith(place)
    const { ask, put, linesOf } = served
    group.setup(() => served.start())

    const keep = async () => (await put()).data<FileBody>().id

    async function whileItFails<T>(work: () => Promise<T>) {
      await place.fail()
      return work().finally(() => place.recover())
    }

    test('is told in one line, without a stack: {what}')
      .with(DEEDS)
      .run(async ({ assert }, { deed, status, line, said }) => {
        const id = await keep()
        await ask('DELETE', `/api/v1/files/${id}`)
        const lines = await linesOf(async () => {
          const answer = await whileItFails(() => deed(served, id))
          assert.equal(answer.status, status, answer.text)
        })
        assert.lengthOf(lines, 1, JSON.stringify(lines))
        const [{ level, msg, err }] = lines
        assert.deepEqual({ level, msg }, line)
        assert.equal(err!.code, place.code)
        assert.match(err!.message, new RegExp(`^the storage failed to ${said} [0-9a-f-]{36}: `))
        assert.include(err!.message, `: ${place.reason}`)
        if (said !== 'write') assert.include(err!.message, id)
        assert.notProperty(err, 'stack')
      })

    test('is told by a command in one line: list', async ({ assert }) => {
      const settings = { ...PRODUCTION, ...place.settings() }
      const prune = () => spawnAce(['files:prune'], { settings })
      // Takes away what others have left to be removed: what is left to do is to list.
      await prune()
      const run = await whileItFails(prune)
      assert.deepEqual([run.exitCode, run.output, run.errors.length], [1, [], 1])
      assert.match(run.errors[0], /The storage failed to list (objects|unfinished uploads): /)
      assert.include(run.errors[0], `: ${place.reason}`)
    })
  })
}

test.group('A folder of files', (group) => {
  const { start, ask, put, linesOf } = serverWith(PLACES.folder)
  group.setup(() => start())

  test('that lacks bytes of a file is told in one line', async ({ assert }) => {
    const { id } = (await put()).data<FileBody>()
    await truncate(join(folder.root, 'final', id.slice(-2), id), 3)
    const lines = await linesOf(async () =>
      assert.equal((await ask('GET', `/file/${id}`).catch(() => ({ status: 0 }))).status, 0)
    )
    assert.lengthOf(lines, 1)
    const [{ level, msg, err }] = lines
    assert.deepEqual([level, msg], [ERROR, 'the bytes of a file stopped short'])
    assert.equal(err!.message, `the storage failed to read ${id}: 5 bytes are missing`)
    assert.notProperty(err, 'stack')
  })
})

test.group('A bucket of files', (group) => {
  const { start, ask, put, linesOf } = serverWith(PLACES.bucket)
  group.setup(() => start())

  test('that does not answer is told, and that bytes may be left', async ({ assert, cleanup }) => {
    bucket.isSilent = true
    cleanup(() => void (bucket.isSilent = false))
    const lines = await linesOf(async () => assert.equal((await put()).status, 503))
    assert.sameMembers(
      lines.map(({ msg }) => msg),
      ['POST /api/v1/files failed', LEFT]
    )
    for (const { err } of lines) assert.notProperty(err, 'stack')
    const { level, err } = lines.find(({ msg }) => msg === LEFT)!
    assert.equal(level, WARNING)
    assert.include(err, { code: 'ETIMEDOUT', message: 'no answer in 1000 ms' })
  })

  test('that is away for one reason does not hide that it fails for another', async ({
    assert,
    cleanup,
  }) => {
    const { id } = (await put()).data<FileBody>()
    cleanup(() => bucket.open())
    const lines = await linesOf(async () => {
      bucket.fails = () => true
      await ask('GET', `/file/${id}`)
      bucket.fails = () => false
      await bucket.cut()
      await ask('GET', `/file/${id}`)
    })
    assert.deepEqual(
      lines.map(({ err, suppressed }) => [err!.code, suppressed]),
      [
        ['InternalError', undefined],
        ['ECONNREFUSED', undefined],
      ]
    )
  })
})
