import { gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import {
  Gatehouse,
  memoryStore,
  Problem,
  SignedOut,
  Unreachable,
} from '../../../clients/typescript/src/index.js'
import { bundleClient } from '#tests/helpers/clients/typescript/bundle'
import { startApp } from '#tests/helpers/clients/typescript/gatehouse'
import { ORIGIN } from '#tests/helpers/clients/http'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { createUser, registration } from '#tests/helpers/people/users'

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error
  )

test.group('The client', () => {
  test('registers and signs in', async ({ assert }) => {
    const client = new Gatehouse({ baseUrl: `${ORIGIN}/`, store: memoryStore() })
    const wanted = registration()
    await client.register(wanted)
    const user = await client.signIn({ login: wanted.email, password: wanted.password })
    assert.equal(user.username, wanted.username)
  })

  test('says as a typed error what was wrong', async ({ assert }) => {
    const client = new Gatehouse({ baseUrl: ORIGIN, store: memoryStore() })
    const taken = await createUser()
    const failure = await failureOf(
      client.register({ ...registration(), username: taken.username })
    )
    assert.instanceOf(failure, Problem)
    const problem = failure as Problem
    assert.containSubset(problem, { status: 422, code: 'validation_failed' })
    assert.equal(problem.of('username').length, 1)
    assert.isString(problem.requestId)
  })

  test('goes through a list page after page', async ({ assert }) => {
    const { app, person } = await startApp()
    for (let number = 1; number <= 7; number++) await keepFile(person, { name: `${number}.txt` })
    const names: string[] = []
    for await (const { name } of app.list<{ name: string }>('/api/v1/files', { perPage: 3 }))
      names.push(name)
    assert.sameMembers(
      names,
      ['1', '2', '3', '4', '5', '6', '7'].map((name) => `${name}.txt`)
    )

    const signIns: string[] = []
    await signInBrowser(person)
    for await (const { kind } of app.signIns()) signIns.push(kind)
    assert.sameMembers(signIns, ['app', 'browser'])
  })

  test('stops asking where nobody wants more of a list', async ({ assert }) => {
    const { app, network, person } = await startApp()
    for (let number = 1; number <= 3; number++) await keepFile(person)
    for await (const file of app.list('/api/v1/files', { perPage: 1 })) if (file) break
    assert.equal(network.count('GET /api/v1/files'), 1)
  })

  test('uploads, says how much has left, and downloads', async ({ assert }) => {
    const { app } = await startApp()
    const bytes = new Blob(['Lake\n'.repeat(50_000)], { type: 'text/plain' })
    const told: number[] = []
    const name = 'See "Ä".txt'
    const file = await app.upload(bytes, { name, onProgress: (sent) => told.push(sent) })
    assert.containSubset(file, { name, size: bytes.size })
    assert.equal(told.at(-1), bytes.size)
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a - b)
    )
    const answer = await app.download(file.id)
    assert.equal(await answer.text(), await bytes.text())
  })

  test('makes one file of an upload that is sent twice with one key', async ({ assert }) => {
    const { app, network } = await startApp()
    const upload = () => app.upload(new Blob(['Lake']), { name: 'Lake.txt', idempotencyKey: 'k-1' })
    network.losing.set('/api/v1/files', 1)
    assert.instanceOf(await failureOf(upload()), Unreachable)
    const { id } = await upload()
    const files = await Array.fromAsync(app.files())
    assert.deepEqual(
      files.map((file) => file.id),
      [id]
    )
  })

  test('ends an upload that is aborted', async ({ assert }) => {
    const { app } = await startApp()
    const abort = new AbortController()
    const bytes = new Blob([new Uint8Array(20_000_000)])
    const onProgress = () => abort.abort(new Error('Enough'))
    const failure = await failureOf(app.upload(bytes, { onProgress, signal: abort.signal }))
    assert.equal((failure as Error).message, 'Enough')
    assert.lengthOf(await Array.fromAsync(app.files()), 0)
  })

  test('shares, renames and removes', async ({ assert }) => {
    const { app } = await startApp()
    const friend = await startApp()
    const { id } = await app.upload(new Blob(['Notes']), { name: 'Notes.txt' })
    await app.share(id, { with: friend.person.username, role: 'viewer' })
    const shared = await Array.fromAsync(friend.app.files({ shared: 'with-me' }))
    assert.deepEqual(
      shared.map((file) => [file.id, file.role]),
      [[id, 'viewer']]
    )
    assert.equal((await app.rename(id, 'Other.txt')).name, 'Other.txt')
    await app.remove(id)
    assert.lengthOf(await Array.fromAsync(app.files()), 0)
  })

  test('signs a device in that somebody approves', async ({ assert }) => {
    const client = new Gatehouse({ baseUrl: ORIGIN, store: memoryStore() })
    const codes = await client.requestDevice({ deviceName: 'Television' })
    const browser = await signInBrowser()
    const code = { code: codes.userCode }
    await browser.submit(`/device?code=${codes.userCode}`, code, '/device?_method=PUT')
    const user = await client.finishDevice({ ...codes, interval: 0 })
    assert.equal(user.username, browser.person.username)
  })

  test('signs in over a store that holds {$self}')
    .with(['nothing', '{"access":"gatehouse_', 'null', '7', '["a"]', '"a"'])
    .run(async ({ assert }, held) => {
      const store = memoryStore(held === 'nothing' ? '' : held)
      const client = new Gatehouse({ baseUrl: ORIGIN, store })
      assert.instanceOf(await failureOf(client.me()), SignedOut)
      const { app, person } = await startApp({ store })
      assert.equal((await app.me()).username, person.username)
    })

  test('weighs less than 6 KB, minified and compressed', async ({ assert }) => {
    const size = gzipSync(await bundleClient()).length
    assert.isBelow(size, 6 * 1024)
  })
})
