import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { mostShares } from '#config/service/sharing'
import FileShare from '#models/file_share'
import { undoingEnd } from '#sharing/restore_share'
import { confirmAddress } from '#tests/helpers/addresses'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { shareWith } from '#tests/helpers/files/files'
import { linkIn } from '#tests/helpers/people/mailbox'
import { isAccountFree, untilSomebodyWaits } from '#tests/helpers/database/rows'
import {
  endShare,
  linked,
  reach,
  REACHED,
  share,
  shared,
  sharesOf,
  signInOwner,
} from '#tests/helpers/files/sharing'
import { createUser, uniqueName } from '#tests/helpers/people/users'
import { holdTransaction } from '#tests/helpers/database/transactions'

const times = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)))

test.group('Sharing at the same moment', () => {
  test('with one person makes one share, by {$self}')
    .with(['username', 'email'] as const)
    .run(async ({ assert }, kind) => {
      const { owner, file } = await signInOwner()
      const person = await createUser()
      const answers = await times(8, (at) =>
        share(owner, file, { with: person[kind], role: at % 2 ? 'viewer' : 'editor' })
      )
      const statuses = answers.map(({ status }) => status).sort()
      assert.deepEqual(statuses, [...Array(7).fill(200), 201])
      assert.lengthOf(await sharesOf(owner, file), 1)
    })

  test('goes no further than the limit', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    await db.rawQuery(
      `insert into file_shares (file_id, email, role)
       select ?, 'guest' || i || '@example.org', 'viewer' from generate_series(1, ?) i`,
      [file.id, mostShares - 1]
    )
    const answers = await times(5, () =>
      share(owner, file, { with: `${uniqueName()}@example.org` })
    )
    const statuses = answers.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [201, 409, 409, 409, 409])
  })

  test('while the file is given away waits for that, and holds nothing up', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const trx = await holdTransaction()
    await trx.from('users').where('id', owner.person.id).forUpdate().first()
    const pending = share(owner, file, { with: `${uniqueName()}@example.org` })
    await untilSomebodyWaits()
    await trx.from('files').where('id', file.id).update({ idempotency_key: null })
    await trx.commit()
    assert.equal((await pending).status, 201)
  })

  test('as the address is confirmed reaches who confirmed it', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    for (let round = 0; round < 5; round++) {
      const reader = await signInApp()
      const { email } = reader.person
      const { token } = await linkIn(email, 'verify_email')
      const [given, confirmed] = await Promise.all([
        share(owner, file, { with: email }),
        reader.api('PUT', '/api/v1/email-verifications', { token }),
      ])
      assert.deepEqual([given.status, confirmed.status], [201, 204])
      assert.deepEqual(await reach(reader, file), REACHED)
    }
  })

  test('as the file goes into the bin leaves no half of it', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { username } = await createUser()
    const [binned, given] = await Promise.all([
      owner.api('DELETE', `/api/v1/files/${file.id}`),
      share(owner, file, { with: username }),
    ])
    assert.oneOf(given.status, [201, 404, 409])
    assert.equal(binned.status, 204)
  })
})

test.group('Ending a share at the same moment', () => {
  test('is done once', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const given = await shared(owner, file, { with: `${uniqueName()}@example.org` })
    const answers = await times(4, () => endShare(owner, given))
    const statuses = answers.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [204, 404, 404, 404])
  })

  test('as it is changed does not bring it back', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const given = await shared(owner, file, { with: `${uniqueName()}@example.org` })
    const [ended, changed] = await Promise.all([
      endShare(owner, given),
      owner.api('PATCH', `/api/v1/shares/${given.id}`, { role: 'editor' }),
    ])
    assert.equal(ended.status, 204)
    assert.oneOf(changed.status, [200, 404])
    assert.deepEqual(await sharesOf(owner, file), [])
  })

  test('as the page of its file is made leaves nothing there to leave', async ({ assert }) => {
    const { file } = await signInOwner()
    const friend = await signInBrowser()
    await shareWith(file, friend.person)

    // Who asks for a table waits for who asked before: the file is found, the share ends, and then it is listed.
    const lock = 'lock table file_shares in access exclusive mode'
    const first = await holdTransaction()
    await first.rawQuery(lock)
    const asked = friend.get(`/files/${file.id}`)
    await untilSomebodyWaits()
    const ended = db.transaction(async (trx) => {
      await trx.rawQuery(lock)
      await trx.from('file_shares').where('file_id', file.id).delete()
    })
    await untilSomebodyWaits(2)
    await first.commit()

    const [{ status, text }] = await Promise.all([asked, ended])
    assert.equal(status, 200)
    assert.notInclude(text, 'Leave this file')
  })

  test('again with an address claimed meanwhile waits for the account with the lower id first', async ({
    assert,
  }) => {
    const friend = await signInApp()
    const { owner, file } = await signInOwner()
    const browser = await signInBrowser(owner.person)
    const given = await shared(owner, file, { with: friend.person.email })
    const { action, ids } = undoingEnd(await FileShare.findOrFail(given.id), owner.person)
    await endShare(owner, given)
    await confirmAddress(friend)

    const trx = await holdTransaction()
    await trx.from('users').where('id', friend.person.id).forUpdate()
    const undone = browser.submit('/account', { 'shares[]': ids[0] }, action)
    await untilSomebodyWaits()
    assert.isTrue(await isAccountFree(owner.person))
    await trx.rollback()
    await undone
    assert.deepEqual(await reach(friend, file), REACHED)
  })

  test('as a link is revoked: once', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { id } = await linked(owner, file)
    const answers = await times(4, () => owner.api('DELETE', `/api/v1/links/${id}`))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 404, 404, 404])
  })
})
