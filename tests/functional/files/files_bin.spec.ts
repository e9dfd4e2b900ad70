import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import fileStore from '#storage/file_store'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { type FileBody, keepFile, shareWith } from '#tests/helpers/files/files'
import type { Person } from '#tests/helpers/people/users'

const FILES = '/api/v1/files'
const BIN = '/api/v1/bin'

const rename = (app: App, id: string, name: unknown) => app.api('PATCH', `${FILES}/${id}`, { name })
const putInBin = (app: App, id: string) => app.api('DELETE', `${FILES}/${id}`)
const restore = (app: App, id: string) => app.api('POST', `${FILES}/${id}/restorations`)
const removeForGood = (app: App, id: string) => app.api('DELETE', `${BIN}/${id}`)

const idsOf = async (app: App, list: string) =>
  (await app.get(list)).data<FileBody[]>().map(({ id }) => id)

async function ownerWithFile(): Promise<{ owner: App & { person: Person }; id: string }> {
  const owner = await signInApp()
  const { id } = await keepFile(owner.person)
  return { owner, id }
}

/** What several of the same at once were answered, in order. */
const statusesOf = async (calls: (() => Promise<{ status: number }>)[]) =>
  (await Promise.all(calls.map((call) => call()))).map(({ status }) => status).sort()

test.group('Renaming', () => {
  test('keeps the new name composed, and says when', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    const before = (await owner.get(`${FILES}/${id}`)).data<FileBody>()
    const answer = await rename(owner, id, ' Cafe\u0301 “Zürich” 100 %.pdf ')
    const after = answer.data<FileBody>()

    assert.equal(answer.status, 200)
    assert.equal(after.name, 'Café “Zürich” 100 %.pdf')
    assert.isAbove(Date.parse(after.updatedAt), Date.parse(before.updatedAt))
    assert.deepEqual((await owner.get(`${FILES}/${id}`)).data<FileBody>(), after)
  })

  test('takes 255 characters, whatever their bytes', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    assert.equal((await rename(owner, id, '🦉'.repeat(255))).status, 200)
    assert.equal((await rename(owner, id, 'x'.repeat(256))).status, 422)
  })

  test('refuses what is no name: {about}')
    .with([
      { about: 'nothing', name: '' },
      { about: 'blanks', name: '   ' },
      { about: 'this folder', name: '.' },
      { about: 'the folder above', name: '..' },
      { about: 'a path', name: 'a/b.txt' },
      { about: 'a path of Windows', name: 'a\\b.txt' },
      { about: 'a path that leads up', name: '../../etc/passwd' },
      { about: 'two lines', name: 'a\nb.txt' },
      { about: 'text turned around', name: 'gpj.\u202eexe' },
      { about: 'text set apart', name: 'a\u2066b.txt' },
      { about: 'a mark that is not seen', name: 'a\u200f.txt' },
    ])
    .run(async ({ assert }, { name }) => {
      const { owner, id } = await ownerWithFile()
      const answer = await rename(owner, id, name)
      assert.equal(answer.status, 422)
      assert.equal(answer.problem.errors![0].field, 'name')
    })

  test('refuses what is no text', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    for (const name of [undefined, null, 7, ['a.txt'], { a: 1 }])
      assert.equal((await rename(owner, id, name)).status, 422)
  })

  test('asks a browser for its CSRF token', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const path = `${FILES}/${id}`
    const bare = await browser.send('PATCH', path, { json: { name: 'a.txt' } })
    assert.equal(bare.problem.code, 'csrf_failed')
    assert.equal((await browser.api('PATCH', path, { name: 'a.txt' })).status, 200)
  })
})

test.group('The bin', () => {
  test('takes a file out of every sight but its owner’s', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    const guest = await signInApp()
    await shareWith({ id }, guest.person, { role: 'editor' })
    assert.equal((await putInBin(owner, id)).status, 204)

    assert.deepEqual(await idsOf(owner, FILES), [])
    assert.deepEqual(await idsOf(owner, BIN), [id])
    assert.isNotNull((await owner.get(`${FILES}/${id}`)).data<FileBody>().deletedAt)
    assert.equal((await owner.get(`/file/${id}`)).status, 200)

    assert.deepEqual(await idsOf(guest, `${FILES}?shared=with-me`), [])
    assert.equal((await guest.get(`${FILES}/${id}`)).status, 404)
    assert.equal((await guest.get(`/file/${id}`)).status, 404)
    assert.equal((await rename(guest, id, 'mine.txt')).status, 404)
  })

  test('gives it back as it was, to everyone', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    const guest = await signInApp()
    await shareWith({ id }, guest.person)
    await putInBin(owner, id)
    const restored = await restore(owner, id)

    assert.equal(restored.status, 200)
    assert.isNull(restored.data<FileBody>().deletedAt)
    assert.deepEqual(await idsOf(owner, FILES), [id])
    assert.deepEqual(await idsOf(owner, BIN), [])
    assert.equal((await guest.get(`/file/${id}`)).status, 200)
  })

  test('lets go of it for good, bytes, shares and all', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    await shareWith({ id }, (await signInApp()).person)
    await putInBin(owner, id)
    assert.equal((await removeForGood(owner, id)).status, 204)

    assert.equal((await owner.get(`${FILES}/${id}`)).status, 404)
    assert.equal((await owner.get(`/file/${id}`)).status, 404)
    assert.deepEqual(await db.from('file_shares').where('file_id', id), [])
    assert.isNull(await fileStore.sizeOf(id))
  })

  test('is the only way to remove a file', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    assert.equal((await removeForGood(owner, id)).status, 404)
    assert.equal((await owner.get(`/file/${id}`)).status, 200)
  })

  test('keeps what is in it from being changed, and says so', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    assert.equal((await restore(owner, id)).problem.code, 'conflict')
    await putInBin(owner, id)
    assert.equal((await putInBin(owner, id)).problem.code, 'conflict')
    assert.equal((await rename(owner, id, 'new.txt')).problem.code, 'conflict')
  })
})

test.group('Of two at once, one wins', () => {
  const EIGHT = 8
  const times = <T>(make: () => T) => Array.from({ length: EIGHT }, make)
  const oneOf = (won: number, lost: number) => [won, ...Array(EIGHT - 1).fill(lost)].sort()

  test('putting a file into the bin', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    const statuses = await statusesOf(times(() => () => putInBin(owner, id)))
    assert.deepEqual(statuses, oneOf(204, 409))
  })

  test('restoring it', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    await putInBin(owner, id)
    const statuses = await statusesOf(times(() => () => restore(owner, id)))
    assert.deepEqual(statuses, oneOf(200, 409))
  })

  test('removing it for good', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    await putInBin(owner, id)
    const statuses = await statusesOf(times(() => () => removeForGood(owner, id)))
    assert.deepEqual(statuses, oneOf(204, 404))
  })

  test('restoring it and removing it for good', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    await putInBin(owner, id)
    const [restored, removed] = await Promise.all([restore(owner, id), removeForGood(owner, id)])
    if (removed.status === 204) assert.include([404, 409], restored.status)
    else assert.deepEqual([restored.status, removed.status], [200, 404])

    const { status } = await owner.get(`/file/${id}`)
    assert.equal(status, removed.status === 204 ? 404 : 200)
  })

  test('renaming it and putting it into the bin', async ({ assert }) => {
    const { owner, id } = await ownerWithFile()
    const [renamed, binned] = await Promise.all([rename(owner, id, 'new.txt'), putInBin(owner, id)])
    assert.equal(binned.status, 204)
    assert.include([200, 409], renamed.status)
    const { name } = (await owner.get(`${FILES}/${id}`)).data<FileBody>()
    assert.equal(name, renamed.status === 200 ? 'new.txt' : 'notes.txt')
  })
})
