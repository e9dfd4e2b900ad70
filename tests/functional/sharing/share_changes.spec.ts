import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import {
  endShare,
  type ShareBody,
  share,
  shared,
  sharesOf,
  signInOwner,
} from '#tests/helpers/files/sharing'
import { createUser } from '#tests/helpers/people/users'

const SOON = '2099-01-31T12:00:00.000Z'

test.group('Changing a share', () => {
  test('sets what is sent and leaves the rest', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    const { id } = await shared(owner, file, { with: username, expiresAt: SOON })
    const change = (body: object) => owner.api('PATCH', `/api/v1/shares/${id}`, body)

    const promoted = await change({ role: 'editor' })
    assert.containSubset(promoted.data(), { id, role: 'editor', expiresAt: SOON })
    const endless = await change({ expiresAt: null })
    assert.containSubset(endless.data(), { role: 'editor', expiresAt: null })
    assert.deepEqual(await sharesOf(owner, file), [endless.data<ShareBody>()])
  })

  test('wants something to change', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    const { id } = await shared(owner, file, { with: username })
    const bodies = [{}, { role: 'owner' }, { expiresAt: '2001-01-01' }, { with: username }]
    for (const body of bodies) {
      const { status } = await owner.api('PATCH', `/api/v1/shares/${id}`, body)
      assert.equal(status, 422, JSON.stringify(body))
    }
  })

  test('that is over or gone is not found', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    const { id } = await shared(owner, file, { with: username })
    await db.from('file_shares').where('id', id).update({ expires_at: new Date() })
    const change = () => owner.api('PATCH', `/api/v1/shares/${id}`, { role: 'editor' })
    assert.equal((await change()).status, 404)
    assert.equal((await endShare(owner, { id })).status, 404)
    assert.deepEqual(await sharesOf(owner, file), [])
  })

  test('is for the owner: others are refused, strangers find nothing', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [editor, viewer, stranger] = await Promise.all([signInApp(), signInApp(), signInApp()])
    const given = await shared(owner, file, { with: editor.person.username, role: 'editor' })
    await shared(owner, file, { with: viewer.person.username })

    for (const [client, status] of [
      [editor, 403],
      [viewer, 403],
      [stranger, 404],
    ] as const) {
      const wish = { with: stranger.person.username }
      const change = await client.api('PATCH', `/api/v1/shares/${given.id}`, { role: 'viewer' })
      assert.deepEqual([(await share(client, file, wish)).status, change.status], [status, status])
    }
    assert.equal((await endShare(viewer, given)).status, 403)
    assert.equal((await endShare(stranger, given)).status, 404)
    assert.equal((await stranger.get(`/api/v1/files/${file.id}/shares`)).status, 404)
  })

  test('somebody who has one sees their own, and may leave', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [editor, viewer] = await Promise.all([signInApp(), signInApp()])
    await shared(owner, file, { with: editor.person.username, role: 'editor' })
    const given = await shared(owner, file, { with: viewer.person.username })

    assert.deepEqual(await sharesOf(viewer, file), [given])
    assert.equal((await endShare(viewer, given)).status, 204)
    assert.equal((await viewer.get(`/api/v1/files/${file.id}`)).status, 404)
    assert.lengthOf(await sharesOf(owner, file), 1)
  })

  test('answers 404 to ids that are none', async ({ assert }) => {
    const { owner } = await signInOwner()
    for (const id of ['1', 'null', '%00', crypto.randomUUID(), 'g'.repeat(36), "'", '..%2f'])
      assert.equal((await endShare(owner, { id })).status, 404, id)
  })
})

test.group('The end of a share', () => {
  const SLIPS: unknown[] = [
    '',
    '  ',
    'null',
    '0',
    0,
    true,
    [],
    ['2030-01-01'],
    {},
    { toString: 1, valueOf: 1 },
  ]
  const NO_TIMES = [
    '2030-13-45',
    '2030-02-30',
    '2030',
    '12:00',
    'T23:59',
    '2030-W05',
    '+012030-01-01',
    '2030-01-01T00:00:00+99:99',
    '2030-01-01T00:00:00-24:00',
    '9999-12-31T23:59:59-12:00',
  ]

  test('is told by the clock of any place', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const wish = { with: (await createUser()).username }
    for (const place of ['T00:00:00+05:30', 'T08:30+1400', 'T08:30:00+14']) {
      const answer = await share(owner, file, { ...wish, expiresAt: `2030-01-02${place}` })
      assert.equal(answer.data<ShareBody>().expiresAt, '2030-01-01T18:30:00.000Z', place)
    }
  })

  test('is not taken away, nor left out, by a slip', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const friend = await createUser()
    const wish = { with: friend.username, expiresAt: '2040-01-31T12:00:00.000Z' }
    for (const expiresAt of [...SLIPS, ...NO_TIMES]) {
      const answer = await share(owner, file, { ...wish, expiresAt })
      assert.equal(answer.status, 422, JSON.stringify(expiresAt))
    }
    assert.isEmpty(await sharesOf(owner, file))

    const { id } = await shared(owner, file, wish)
    for (const expiresAt of [...SLIPS, ...NO_TIMES]) {
      const answer = await owner.api('PATCH', `/api/v1/shares/${id}`, { expiresAt })
      assert.equal(answer.status, 422, JSON.stringify(expiresAt))
    }
    const [{ expiresAt }] = await sharesOf(owner, file)
    assert.equal(expiresAt, wish.expiresAt)

    await owner.api('PATCH', `/api/v1/shares/${id}`, { expiresAt: null })
    const [changed] = await sharesOf(owner, file)
    assert.isNull(changed.expiresAt)
  })
})
