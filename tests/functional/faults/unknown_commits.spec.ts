import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import fileStore from '#storage/file_store'
import { signInApp, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { type Break, DatabaseProxy } from '#tests/helpers/database/database_proxy'
import { send, type SendOptions } from '#tests/helpers/clients/http'
import { countAccounts } from '#tests/helpers/database/rows'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { linkMaker, linksOf } from '#tests/helpers/files/link_maker'
import { fileRowsOf, storedKeys, watchIncoming } from '#tests/helpers/storage/stored_files'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { registration } from '#tests/helpers/people/users'
import { until } from '#tests/helpers/until'

const BREAKS: { where: Break; kept: number }[] = [
  { where: 'before', kept: 0 },
  { where: 'after', kept: 1 },
]

test.group('Where the connection breaks at COMMIT', (group) => {
  const proxy = new DatabaseProxy()
  let server: SpawnedServer | undefined

  group.setup(async () => {
    await proxy.open()
    server = await startServer({ DATABASE_URL: proxy.url, LOG_LEVEL: 'info' })
  })
  group.teardown(async () => {
    await server?.stop()
    await proxy.cut()
  })

  const ask = (method: string, path: string, options: SendOptions = {}) =>
    send(method, path, { ...options, origin: server!.origin })

  test('a registration is not acknowledged: {where} it got there')
    .with(BREAKS)
    .run(async ({ assert }, { where, kept }) => {
      const json = registration()
      proxy.cutAt('COMMIT', where)
      const answer = await ask('POST', '/api/v1/users', { json })
      assert.equal(answer.status, 503, answer.text)
      assert.equal(answer.problem.code, 'unavailable')
      assert.equal(await countAccounts(json.username), kept)
      const again = await ask('POST', '/api/v1/users', { json })
      assert.equal(again.status, kept ? 422 : 201)
    })

  test('a device that refreshes is not signed out: {where} it got there')
    .with(BREAKS)
    .run(async ({ assert }, { where }) => {
      const { pair } = await signInApp()
      const refresh = () =>
        ask('POST', '/api/v1/tokens/refresh', { json: { refreshToken: pair.refreshToken } })
      proxy.cutAt('COMMIT', where)
      assert.equal((await refresh()).status, 503)
      const again = await refresh()
      assert.equal(again.status, 200, again.text)

      const { accessToken } = again.data<TokenPairBody>()
      const headers = { Authorization: `Bearer ${accessToken}` }
      assert.equal((await ask('GET', '/api/v1/me', { headers })).status, 200)
    })

  test('an upload is whole once it is tried again: {where} it got there')
    .with(BREAKS)
    .run(async ({ assert, cleanup }, { where, kept }) => {
      const { pair, person } = await signInApp()
      const left = await watchIncoming()
      cleanup(async () => {
        for (const id of await left()) await fileStore.remove(id)
      })
      const upload = () =>
        ask('POST', '/api/v1/files', {
          body: form(file('notes.txt', 'Some notes.')),
          headers: {
            ...MULTIPART,
            'Authorization': `Bearer ${pair.accessToken}`,
            'Idempotency-Key': key,
          },
        })
      const key = randomUUID()
      proxy.cutAt('COMMIT', where)
      assert.equal((await upload()).status, 503)
      const rows = await fileRowsOf(person)
      assert.lengthOf(rows, kept)
      // Bytes without a row would be a file without bytes, had the row been kept: files:prune judges later.
      for (const { id } of rows) assert.include(await storedKeys('incoming'), id)

      assert.equal((await upload()).status, 201)
      const [only, ...others] = await fileRowsOf(person)
      assert.lengthOf(others, 0)
      assert.equal(only.state, 'stored')
      assert.isAtMost((await left()).length, 1)

      const headers = { Authorization: `Bearer ${pair.accessToken}` }
      assert.equal((await ask('GET', `/file/${only.id}`, { headers })).text, 'Some notes.')
    })

  test('what is sent again with its key is done once: {where} it got there')
    .with(BREAKS)
    .run(async ({ assert }, { where, kept }) => {
      const { app, file: shown } = await linkMaker()
      const headers = {
        'Authorization': `Bearer ${app.pair.accessToken}`,
        'Idempotency-Key': randomUUID(),
      }
      const make = () => ask('POST', `/api/v1/files/${shown.id}/links`, { headers, json: {} })
      proxy.cutAt('COMMIT', where)
      assert.equal((await make()).status, 503)
      assert.lengthOf(await linksOf(shown), kept)

      if (kept) assert.equal((await make()).headers['retry-after'], '1')
      await db
        .from('sent_forms')
        .whereNotNull('fingerprint')
        .update({ claimed_until: db.raw('now()') })
      const again = await make()
      if (kept) assert.include(again.problem.detail, 'its answer was lost')
      else assert.equal(again.status, 201)
      assert.lengthOf(await linksOf(shown), 1)
    })

  test('no line says that it was done', async ({ assert }) => {
    const { pair } = await signInApp()
    const headers = { Authorization: `Bearer ${pair.accessToken}` }
    const logged = server!.log().length
    proxy.cutAt('COMMIT', 'after')
    const json = { password: 'violin harbour nine' }
    assert.equal((await ask('PUT', '/api/v1/me/password', { headers, json })).status, 503)
    assert.notInclude(server!.log().slice(logged), 'password_changed')
  })

  test('a transaction that cannot even begin is told the same', async ({ assert }) => {
    // At BEGIN nothing tells a request from a scheduled job, which may come first.
    await until('a request met the break', async () => {
      proxy.cutAt('BEGIN', 'before')
      return (await ask('POST', '/api/v1/users', { json: registration() })).status === 503
    })
    assert.equal((await ask('POST', '/api/v1/users', { json: registration() })).status, 201)
  })
})
