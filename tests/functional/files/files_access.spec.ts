import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import { type FileBody, keepFile, shareWith } from '#tests/helpers/files/files'
import { ORIGIN } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { deleteAccount, suspend } from '#tests/helpers/people/users'

const METADATA = (id: string) => `/api/v1/files/${id}`

/** Every way to get at a file, as a method and a path. */
const WAYS = (id: string): [string, string][] => [
  ['GET', METADATA(id)],
  ['PATCH', METADATA(id)],
  ['DELETE', METADATA(id)],
  ['POST', `${METADATA(id)}/restorations`],
  ['DELETE', `/api/v1/bin/${id}`],
  ['GET', `/file/${id}`],
]

test.group('Who gets to a file', () => {
  test('its owner, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const owner = await signInBy(credential)
      const file = await keepFile(owner.person, { name: 'a.txt', bytes: 'abc' })
      const { id } = file

      const answer = await owner.get(METADATA(id))
      assert.equal(answer.status, 200)
      assert.deepEqual(answer.data<FileBody>(), {
        id,
        name: 'a.txt',
        size: 3,
        mediaType: 'text/plain',
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        role: 'owner',
        owner: { username: owner.person.username, displayName: null, pictureUrl: null },
        url: `${ORIGIN}/file/${id}`,
        createdAt: file.createdAt.toUTC().toISO()!,
        updatedAt: file.updatedAt.toUTC().toISO()!,
        deletedAt: null,
      })
      assert.equal((await owner.get(`/file/${id}`)).text, 'abc')
    })

  test('nobody else learns that it is there: {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const { id } = await keepFile((await signInApp()).person)
      const stranger = await signInBy(credential)
      for (const [method, path] of WAYS(id)) {
        const body = method === 'PATCH' ? { name: 'mine.txt' } : undefined
        const refused = await stranger.api(method, path, body)
        const unknown = await stranger.api(method, path.replace(id, randomUUID()), body)
        assert.equal(refused.status, 404, `${method} ${path}`)
        assert.deepEqual(
          { ...unknown.problem, requestId: '' },
          { ...refused.problem, requestId: '' }
        )
      }
    })

  test('as {role} one sees it, {mayRename} rename it, and does nothing else')
    .with([
      { role: 'viewer', mayRename: 'may not' },
      { role: 'editor', mayRename: 'may' },
    ] as const)
    .run(async ({ assert }, { role, mayRename }) => {
      const owner = await signInApp()
      const guest = await signInApp()
      const { id } = await keepFile(owner.person)
      await shareWith({ id }, guest.person, { role })

      const seen = (await guest.get(METADATA(id))).data<FileBody>()
      assert.containSubset(seen, { role, owner: { username: owner.person.username } })
      assert.equal((await guest.get(`/file/${id}`)).status, 200)

      const renamed = await guest.api('PATCH', METADATA(id), { name: 'other.txt' })
      assert.equal(renamed.status, mayRename === 'may' ? 200 : 403)
      for (const [method, path] of [
        ['DELETE', METADATA(id)],
        ['POST', `${METADATA(id)}/restorations`],
        ['DELETE', `/api/v1/bin/${id}`],
      ]) {
        const refused = await guest.api(method, path)
        assert.equal(refused.status, 403, `${method} ${path}`)
        assert.equal(refused.problem.code, 'forbidden')
      }
      const { name } = (await owner.get(METADATA(id))).data<FileBody>()
      assert.equal(name, mayRename === 'may' ? 'other.txt' : 'notes.txt')
    })

  test('a share ends with the next request, by its end or by being taken away', async ({
    assert,
  }) => {
    const owner = await signInApp()
    const guest = await signInApp()
    const { id } = await keepFile(owner.person)
    const statuses = () =>
      Promise.all([METADATA(id), `/file/${id}`].map(async (path) => (await guest.get(path)).status))
    const share = () => db.from('file_shares').where('file_id', id)

    assert.deepEqual(await statuses(), [404, 404])
    await shareWith({ id }, guest.person, { expiresAt: new Date(Date.now() + 60_000) })
    assert.deepEqual(await statuses(), [200, 200])
    await share().update({ expires_at: new Date() })
    assert.deepEqual(await statuses(), [404, 404])
    await share().update({ expires_at: null })
    assert.deepEqual(await statuses(), [200, 200])
    await share().delete()
    assert.deepEqual(await statuses(), [404, 404])
  })

  test('nobody, once its owner is {$self}')
    .with(['suspended', 'deleted'])
    .run(async ({ assert }, fate) => {
      const owner = await signInApp()
      const guest = await signInApp()
      const { id } = await keepFile(owner.person)
      await shareWith({ id }, guest.person)
      await (fate === 'suspended' ? suspend : deleteAccount)(owner.person)
      assert.equal((await guest.get(METADATA(id))).status, 404)
      assert.equal((await guest.get(`/file/${id}`)).status, 404)
      assert.deepEqual((await guest.get('/api/v1/files?shared=with-me')).data<FileBody[]>(), [])
    })

  test('nobody, while its bytes are still on their way in', async ({ assert }) => {
    const owner = await signInApp()
    const { id } = await keepFile(owner.person)
    await db.from('files').where('id', id).update({ state: 'incoming' })
    assert.equal((await owner.get(METADATA(id))).status, 404)
    assert.equal((await owner.get(`/file/${id}`)).status, 404)
    assert.deepEqual((await owner.get('/api/v1/files')).data<FileBody[]>(), [])
  })

  test('a script with the right scope, and no other', async ({ assert }) => {
    const owner = await signInApp()
    const { id } = await keepFile(owner.person)
    const reader = await makeScript(['files:read'], owner)
    const writer = await makeScript(['files:write'], owner)

    assert.equal((await reader.get(METADATA(id))).status, 200)
    assert.equal((await reader.get(`/file/${id}`)).status, 200)
    assert.equal((await writer.get(`/file/${id}`)).problem.code, 'insufficient_scope')
    const rename = { name: 'new.txt' }
    const refused = await reader.api('PATCH', METADATA(id), rename)
    assert.equal(refused.problem.code, 'insufficient_scope')
    assert.equal((await writer.api('PATCH', METADATA(id), rename)).status, 200)
  })
})
