import { rm } from 'node:fs/promises'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { makeExports } from '#exports/make'
import { putInBin } from '#files/changes'
import { CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { get } from '#tests/helpers/clients/http'
import { eventsOf } from '#tests/helpers/database/events'
import {
  askForData,
  bytesPath,
  contentsOf,
  type DataExportBody,
  exportsOf,
  madeFor,
} from '#tests/helpers/transfers/data_exports'
import { keepFile } from '#tests/helpers/files/files'
import { linked, shared } from '#tests/helpers/files/sharing'
import { pathOf } from '#tests/helpers/storage/stored_files'
import { newestMail } from '#tests/helpers/people/mailbox'
import { createUser } from '#tests/helpers/people/users'
import { ageConfirmation } from '#tests/helpers/time'

const json = (bytes: Buffer) => JSON.parse(bytes.toString())

test.group('The archive of all that is mine', () => {
  test('is asked for, made, told of by mail and downloaded, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const asked = await askForData(client)
      assert.equal(asked.status, 202)
      const { id } = asked.data<DataExportBody>()
      assert.containSubset(await exportsOf(client), [{ id, state: 'waiting', url: null }])

      await makeExports()
      const made = (await client.get(`/api/v1/me/exports/${id}`)).data<DataExportBody>()
      assert.equal(made.state, 'ready')
      assert.match(made.url!, new RegExp(`${bytesPath(made)}$`))
      const { text } = await newestMail(client.person.email, 'data_export_ready')
      assert.match(text!, /^http\S+\/account\/data$/m)

      const { status, headers } = await client.get(bytesPath(made))
      assert.equal(status, 200)
      assert.equal(headers['content-type'], 'application/zip')
      assert.equal(headers['content-length'], String(made.size))
      assert.match(headers['content-disposition']!, /filename="gatehouse-\d{4}-\d\d-\d\d\.zip"/)
      assert.equal((await client.get(bytesPath(made), { Range: 'bytes=0-3' })).status, 206)
    })

  test('holds profile, sign-ins, tokens, shares, links, events and files', async ({ assert }) => {
    const owner = await signInApp()
    const script = await makeScript(['files:read'], owner)
    const file = await keepFile(owner.person, { name: 'Notes.txt', bytes: 'Mine.' })
    const binned = await keepFile(owner.person, { name: 'Old.txt', bytes: 'Old.' })
    await putInBin(binned)
    const { username } = await createUser()
    const share = await shared(owner, file, { with: username })
    const link = await linked(owner, file)
    const contents = await contentsOf(await madeFor(owner))

    assert.sameMembers(Object.keys(contents), [
      'profile.json',
      'sign-ins.json',
      'personal-tokens.json',
      'shares.json',
      'links.json',
      'events.json',
      'files.json',
      'files/Notes.txt',
      'bin/Old.txt',
    ])
    assert.equal(contents['files/Notes.txt'].toString(), 'Mine.')
    assert.equal(contents['bin/Old.txt'].toString(), 'Old.')
    assert.equal(json(contents['profile.json']).email, owner.person.email)
    assert.lengthOf(json(contents['sign-ins.json']), 1)
    assert.containSubset(json(contents['personal-tokens.json']), [{ id: script.id }])
    assert.containSubset(json(contents['shares.json']), [{ id: share.id, with: { username } }])
    assert.containSubset(json(contents['links.json']), [{ id: link.id }])
    assert.containSubset(json(contents['events.json']), [{ kind: 'share_made' }])
    assert.containSubset(json(contents['files.json']), [{ id: file.id, path: 'files/Notes.txt' }])
    const all = Buffer.concat(Object.values(contents)).toString()
    assert.notInclude(all, script.token)
    assert.notInclude(all, new URL(link.url).search)
  })

  test('has a name of its own for each file, whatever they are called', async ({ assert }) => {
    const owner = await signInApp()
    for (const name of ['a.txt', 'A.txt', 'a.txt', 'a (2).txt', 'b: c?.txt', 'ends.', 'ünïcode'])
      await keepFile(owner.person, { name })
    const paths = Object.keys(await contentsOf(await madeFor(owner)))
    const files = paths
      .filter((path) => path.startsWith('files/'))
      .map((path) => path.toLowerCase())
    assert.lengthOf(new Set(files), 7)
    assert.includeMembers(files, [
      'files/a.txt',
      'files/a (2).txt',
      'files/b_ c_.txt',
      'files/ends_',
    ])
  })

  test('has each event and each file once, however many there are', async ({ assert }) => {
    const owner = await signInApp()
    await db.rawQuery(
      `insert into events (kind, outcome, user_id, credential)
       select 'signed_out', 'done', ?, 'none' from generate_series(1, 300)`,
      [owner.person.id]
    )
    for (let i = 0; i < 210; i++) await keepFile(owner.person)
    const contents = await contentsOf(await madeFor(owner))
    assert.isAbove(json(contents['events.json']).length, 300)
    assert.lengthOf(
      new Set(json(contents['files.json']).map(({ path }: { path: string }) => path)),
      210
    )
  })

  test('leaves out a file whose bytes are gone', async ({ assert }) => {
    const owner = await signInApp()
    const file = await keepFile(owner.person)
    await rm(pathOf(file.id))
    const contents = await contentsOf(await madeFor(owner))
    assert.containSubset(json(contents['files.json']), [{ id: file.id, path: null }])
  })

  test('is recorded when it is asked for, and when it is made', async ({ assert }) => {
    const owner = await signInApp()
    const events = await eventsOf(() => madeFor(owner))
    assert.deepEqual(
      events.map(({ kind, user_id: userId, credential }) => [kind, userId, credential]),
      [
        ['data_export_asked', owner.person.id, 'token'],
        ['data_export_made', owner.person.id, 'system'],
      ]
    )
  })
})

test.group('Who may have the archive', () => {
  test('is nobody but its owner', async ({ assert }) => {
    const owner = await signInApp()
    const made = await madeFor(owner)
    const stranger = await signInApp()
    for (const path of [bytesPath(made), `/api/v1/me/exports/${made.id}`])
      assert.equal((await stranger.get(path)).status, 404)
    assert.equal((await get(bytesPath(made))).status, 401)
    assert.deepEqual(await exportsOf(stranger), [])
  })

  test('is no script that may not read files, or that would ask for it', async ({ assert }) => {
    const owner = await signInApp()
    const made = await madeFor(owner)
    const script = await makeScript(['profile:read', 'profile:write'], owner)
    assert.equal((await script.get(bytesPath(made))).problem.code, 'insufficient_scope')
    assert.equal((await script.api('POST', '/api/v1/me/exports')).problem.code, 'forbidden')
    const other = await makeScript(['profile:read', 'files:read'], owner)
    assert.equal((await other.get(bytesPath(made))).status, 200)
  })

  test('is whoever has shown the password lately', async ({ assert }) => {
    const owner = await signInApp()
    await ageConfirmation(owner.person.id, 16)
    assert.equal((await askForData(owner)).problem.code, 'reauthentication_required')
    const { person } = owner
    const confirmed = { currentPassword: person.password }
    assert.equal((await owner.api('POST', '/api/v1/me/exports', confirmed)).status, 202)
  })
})
