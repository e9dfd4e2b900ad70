import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { prune } from '#jobs/prune'
import fileStore from '#storage/file_store'
import { pruneStorage } from '#upkeep/prune'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { createVerifiedUser } from '#tests/helpers/addresses'
import {
  follow,
  linked,
  NOT_REACHED,
  reach,
  REACHED,
  shared,
  sharesOf,
  signInOwner,
} from '#tests/helpers/files/sharing'
import { activate, deleteAccount, suspend, uniqueName } from '#tests/helpers/people/users'

/** A file, somebody it is shared with, and a link to it. */
async function shareWithReader() {
  const { owner, file } = await signInOwner('Secret plan.txt')
  const reader = await signInApp(await createVerifiedUser())
  await shared(owner, file, { with: reader.person.email })
  return { owner, file, reader, link: await linked(owner, file) }
}

const STOPS = { suspended: suspend, deleted: deleteAccount }
const KINDS = Object.keys(STOPS) as (keyof typeof STOPS)[]

async function deleteLongAgo(person: { id: number; username: string; email: string }) {
  await deleteAccount({ ...person, password: '' })
  await db
    .from('users')
    .where('id', person.id)
    .update({ deleted_at: db.raw(`now() - interval '31 days'`) })
}

test.group('Files of somebody who is', () => {
  test('{$self} are out of reach from the next request, until they are active again')
    .with(KINDS)
    .run(async ({ assert }, kind) => {
      const { owner, file, reader, link } = await shareWithReader()
      assert.deepEqual(await reach(reader, file), REACHED)
      await STOPS[kind](owner.person)
      assert.deepEqual(await reach(reader, file), NOT_REACHED)
      assert.notEqual((await follow(link)).status, 200)

      await activate(owner.person)
      assert.deepEqual(await reach(reader, file), REACHED)
      assert.equal((await follow(link)).status, 200)
    })
})

test.group('Shares with somebody who is', () => {
  test('{$self} are there again once they are active')
    .with(KINDS)
    .run(async ({ assert }, kind) => {
      const { owner, file, reader } = await shareWithReader()
      const before = await sharesOf(owner, file)
      await STOPS[kind](reader.person)
      assert.include([401, 403], (await reader.get(`/api/v1/files/${file.id}`)).status)
      assert.deepEqual(await sharesOf(owner, file), before)

      await activate(reader.person)
      assert.deepEqual(await reach(await signInApp(reader.person), file), REACHED)
    })
})

test.group('After the grace period of a deleted account', () => {
  test('nothing is shared with it any more; an address stays in the list of whoever shared with it', async ({
    assert,
  }) => {
    const { owner, file, reader } = await shareWithReader()
    await shared(owner, file, { with: reader.person.username })
    await deleteLongAgo(reader.person)
    await prune()

    const names = (await sharesOf(owner, file)).map((entry) => entry.with)
    assert.deepEqual(names, [{ email: reader.person.email }])
    const rows = await db.from('file_shares').where('file_id', file.id)
    assert.deepEqual(
      rows.map((row) => row.user_id),
      [null]
    )
  })

  test('its files name and lead to nobody, and are removed with their bytes', async ({
    assert,
  }) => {
    const { owner, file, reader, link } = await shareWithReader()
    const email = `${uniqueName()}@example.org`
    await shared(owner, file, { with: email })
    await deleteLongAgo(owner.person)
    await prune()

    const row = await db.from('files').where('id', file.id).firstOrFail()
    assert.equal(row.name, 'deleted')
    assert.equal(row.deleted_at.getTime(), 0)
    for (const table of ['file_shares', 'file_links'])
      assert.lengthOf(await db.from(table).where('file_id', file.id), 0, table)
    assert.deepEqual(await reach(reader, file), NOT_REACHED)
    assert.notEqual((await follow(link)).status, 200)

    await pruneStorage()
    assert.isNull(await db.from('files').where('id', file.id).first())
    await assert.rejects(() => fileStore.read(file.id))
  })
})
