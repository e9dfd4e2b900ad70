import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInApp, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { type Answer, send, type SendOptions } from '#tests/helpers/clients/http'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { createUser, PASSWORD, registration } from '#tests/helpers/people/users'
import type { FileBody } from '#tests/helpers/files/files'
import type { ShareBody } from '#tests/helpers/files/sharing'

/** Milliseconds. */
const LOAD = 6_000
const BETWEEN_KILLS = 50

const NAME = 'gatehouse-under-fire'

/** What was acknowledged, by the table it must be in and what finds it there. */
type Entry = { table: string; column: string; value: string | number }

/** About every second one, so that some work gets done. */
const KILL = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and application_name = ? and random() < 0.5`

test.group('Where connections are killed under load', (group) => {
  let server: SpawnedServer

  group.setup(async () => {
    const url = new URL(process.env.DATABASE_URL!)
    url.searchParams.set('application_name', NAME)
    // Of its own: the bytes of an upload of which nobody knows whether it was kept stay for files:prune.
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-files-'))
    server = await startServer({
      DATABASE_URL: url.href,
      LOG_LEVEL: 'error',
      STORAGE_LOCAL_ROOT: folder,
    })
    return async () => {
      await server.stop()
      await rm(folder, { recursive: true })
    }
  })

  test('what was acknowledged is there, and the rest is told to come again', async ({
    assert,
    cleanup,
  }) => {
    const ledger: Entry[] = []
    const statuses = new Map<number, number>()
    let isOver = false
    cleanup(() => {
      isOver = true
    })

    const app = await signInApp()
    const friend = await createUser()
    const token = { Authorization: `Bearer ${app.pair.accessToken}` }
    let { refreshToken } = (await signInApp(app.person)).pair

    async function ask(method: string, path: string, options: SendOptions): Promise<Answer> {
      const answer = await send(method, `/api/v1${path}`, { ...options, origin: server.origin })
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      return answer
    }

    async function register() {
      const json = registration()
      const { status } = await ask('POST', '/users', { json })
      if (status === 201) ledger.push({ table: 'users', column: 'username', value: json.username })
    }

    async function signIn() {
      const json = { login: app.person.username, password: PASSWORD }
      const answer = await ask('POST', '/tokens', { json })
      if (answer.status !== 201) return
      const { signIn: made } = answer.data<TokenPairBody>()
      ledger.push({ table: 'sign_ins', column: 'id', value: made.id })
    }

    /** One after the other, as a phone does: whatever happens, it is never signed out. */
    async function refresh() {
      const answer = await ask('POST', '/tokens/refresh', { json: { refreshToken } })
      if (answer.status === 200) ({ refreshToken } = answer.data<TokenPairBody>())
    }

    async function uploadAndShare() {
      const body = form(file('notes.txt', randomBytes(64).toString('hex')))
      const uploaded = await ask('POST', '/files', { body, headers: { ...token, ...MULTIPART } })
      if (uploaded.status !== 201) return
      const { id } = uploaded.data<FileBody>()
      ledger.push({ table: 'files', column: 'id', value: id })

      const json = { with: friend.username, role: 'viewer' }
      const shared = await ask('POST', `/files/${id}/shares`, { json, headers: token })
      if (shared.status === 201)
        ledger.push({ table: 'file_shares', column: 'id', value: shared.data<ShareBody>().id })
    }

    const read = () => ask('GET', '/files', { headers: token })

    async function keepOn(work: () => Promise<unknown>) {
      while (!isOver) await work()
    }
    async function kill() {
      await db.rawQuery(KILL, [NAME])
      await wait(BETWEEN_KILLS)
    }

    const work = [register, register, signIn, refresh, uploadAndShare, uploadAndShare, read, read]
    const load = [kill, ...work].map(keepOn)
    await wait(LOAD)
    isOver = true
    await Promise.all(load)

    const lost: Entry[] = []
    for (const entry of ledger) {
      const row = await db.from(entry.table).where(entry.column, entry.value).first()
      if (!row) lost.push(entry)
    }
    assert.deepEqual(lost, [])
    assert.isAbove(ledger.length, 0)
    assert.includeMembers([200, 201, 503], [...statuses.keys()], JSON.stringify([...statuses]))
    assert.isAbove(statuses.get(503) ?? 0, 0)

    const last = await ask('POST', '/tokens/refresh', { json: { refreshToken } })
    assert.equal(last.status, 200, last.text)
  })
})
