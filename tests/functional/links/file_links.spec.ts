import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { linkLifetime, mostLinks } from '#config/service/sharing'
import { CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { get } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import {
  follow,
  letEnd,
  type LinkBody,
  linked,
  shared,
  signInOwner,
} from '#tests/helpers/files/sharing'

/** Seconds. The two clocks are one here, but a loaded machine takes its time. */
const TOLERANCE = 30

const lifetimeOf = ({ createdAt, expiresAt }: LinkBody) =>
  (Date.parse(expiresAt) - Date.parse(createdAt)) / 1_000

test.group('A link to a file', () => {
  test('opens it to whoever holds it, made by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const owner = await signInBy(credential)
      const file = await keepFile(owner.person, { name: 'Plan.txt' })
      const link = await linked(owner, file)
      assert.sameMembers(Object.keys(link), [
        ...['id', 'file', 'url', 'createdAt', 'expiresAt'],
        ...['hasPassword', 'maxDownloads', 'downloads'],
      ])
      assert.isTrue(link.url.startsWith(`${process.env.APP_URL}/file/${file.id}?`))
      assert.equal((await follow(link)).status, 200)
    })

  test('is good for an hour, or for as long as its maker says', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    assert.closeTo(lifetimeOf(await linked(owner, file)), linkLifetime.usual, TOLERANCE)
    const short = await linked(owner, file, { expiresInSeconds: 60 })
    assert.closeTo(lifetimeOf(short), 60, TOLERANCE)
    const long = await linked(owner, file, { expiresInSeconds: linkLifetime.longest })
    assert.closeTo(lifetimeOf(long), linkLifetime.longest, TOLERANCE)
  })

  test('is refused a life of no length, or of more than a week', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const path = `/api/v1/files/${file.id}/links`
    for (const expiresInSeconds of [0, -1, 1.5, linkLifetime.longest + 1, 1e300, 'x', {}]) {
      const { status, problem } = await owner.api('POST', path, { expiresInSeconds })
      assert.deepEqual([status, problem.errors?.[0].field], [422, 'expiresInSeconds'])
    }
  })

  test('is dead once its time is over', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const link = await linked(owner, file)
    await letEnd('file_links', link)
    assert.notEqual((await follow(link)).status, 200)
    assert.deepEqual((await owner.get(`/api/v1/files/${file.id}/links`)).data<unknown>(), [])
    assert.equal((await owner.api('DELETE', `/api/v1/links/${link.id}`)).status, 404)
  })

  test('is dead from the next request once it is revoked', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [link, other] = [await linked(owner, file), await linked(owner, file)]
    assert.equal((await owner.api('DELETE', `/api/v1/links/${link.id}`)).status, 204)
    assert.notEqual((await follow(link)).status, 200)
    assert.equal((await follow(other)).status, 200)
    assert.equal((await owner.api('DELETE', `/api/v1/links/${link.id}`)).status, 404)
  })

  test('is dead while the file is in the bin', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const link = await linked(owner, file)
    await owner.api('DELETE', `/api/v1/files/${file.id}`)
    assert.notEqual((await follow(link)).status, 200)
    assert.equal((await owner.api('POST', `/api/v1/files/${file.id}/links`, {})).status, 409)
    await owner.api('POST', `/api/v1/files/${file.id}/restorations`)
    assert.equal((await follow(link)).status, 200)
  })

  test('opens no other file, and cannot be changed', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const other = await keepFile(owner.person, { name: 'Other.txt' })
    const [one, two] = [await linked(owner, file), await linked(owner, other)]
    const { pathname, searchParams } = new URL(one.url)
    const signature = searchParams.get('signature')!
    for (const path of [
      `/file/${other.id}?link=${one.id}&signature=${signature}`,
      `/file/${other.id}?link=${two.id}&signature=${signature}`,
      `/file/${file.id}?link=${two.id}&signature=${signature}`,
      `/file/${file.id}?link=${one.id}`,
      `${pathname}?link=${one.id}&signature=${signature.slice(0, -1)}`,
      `${pathname}?link=${one.id}&link=${one.id}&signature=${signature}`,
    ])
      assert.include([401, 404], (await get(path)).status, path)
  })

  test('can be looked up again', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const links = [await linked(owner, file), await linked(owner, file)]
    const listed = await owner.get(`/api/v1/files/${file.id}/links`)
    assert.sameDeepMembers(listed.data<LinkBody[]>(), links)
    assert.containSubset(listed.json(), { meta: { total: 2, currentPage: 1 } })
  })

  test('is its owner’s to make, see and revoke', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [editor, stranger] = [await signInApp(), await signInApp()]
    await shared(owner, file, { with: editor.person.username, role: 'editor' })
    const { id } = await linked(owner, file)
    for (const [client, status] of [
      [editor, 403],
      [stranger, 404],
    ] as const) {
      const path = `/api/v1/files/${file.id}/links`
      assert.equal((await client.get(path)).status, status)
      assert.equal((await client.api('POST', path, {})).status, status)
      assert.equal((await client.api('DELETE', `/api/v1/links/${id}`)).status, status)
    }
  })

  test('is made with the scope shares:write, and seen with files:read', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const path = `/api/v1/files/${file.id}/links`
    const reader = await makeScript(['files:read'], owner)
    const sharer = await makeScript(['shares:write'], owner)
    assert.equal((await reader.api('POST', path, {})).problem.code, 'insufficient_scope')
    assert.equal((await sharer.api('POST', path, {})).status, 201)
    assert.equal((await reader.get(path)).data<unknown[]>().length, 1)
    assert.equal((await sharer.get(path)).problem.code, 'insufficient_scope')
  })

  test(`is one of ${mostLinks} at most`, async ({ assert }) => {
    const { owner, file } = await signInOwner()
    await db.rawQuery(
      `insert into file_links (file_id, expires_at)
       select ?, now() + interval '1 hour' from generate_series(1, ?)`,
      [file.id, mostLinks]
    )
    const answer = await owner.api('POST', `/api/v1/files/${file.id}/links`, {})
    assert.deepEqual([answer.status, answer.problem.code], [409, 'conflict'])
  })
})
