import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { activateAccount, suspendAccount } from '#accounts/status'
import { transferFiles } from '#files/transfer'
import User from '#models/user'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import { holdTransaction } from '#tests/helpers/database/transactions'
import { FILES, list } from '#tests/helpers/files/file_lists'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { sharedInTruth, sharesOutOfStep } from '#tests/helpers/files/kept_in_shares'
import { type Client, confirmAddress } from '#tests/helpers/addresses'
import {
  endShare,
  NOT_REACHED,
  reach,
  REACHED,
  share,
  signInOwner,
} from '#tests/helpers/files/sharing'
import { createUser } from '#tests/helpers/people/users'

type Owned = { id: string }

const bin = (owner: Client, { id }: Owned) => owner.api('DELETE', `${FILES}/${id}`)
const restore = (owner: Client, { id }: Owned) => owner.api('POST', `${FILES}/${id}/restorations`)
const rename = (owner: Client, { id }: Owned, name: string) =>
  owner.api('PATCH', `${FILES}/${id}`, { name })

async function give(from: Client, to: { id: number }) {
  const accounts = await Promise.all([User.findOrFail(from.person.id), User.findOrFail(to.id)])
  await transferFiles(...accounts)
}

async function leave(reader: Client, file: Owned) {
  const answer = await reader.get(`${FILES}/${file.id}/shares`)
  if (answer.status === 200)
    for (const given of answer.data<Owned[]>()) await endShare(reader, given)
}

const CHANGES: [string, (owner: Client, file: Owned) => Promise<unknown>][] = [
  ['renamed', (owner, file) => rename(owner, file, 'Straße.txt')],
  ['put into the bin', bin],
  ['given away', async (owner) => give(owner, await createUser())],
]

test.group('What a share keeps of its file', () => {
  test('is what it is after the file was {0}, and after that was undone')
    .with(CHANGES)
    .run(async ({ assert }, [, change]) => {
      const { owner, file } = await signInOwner()
      for (let count = 0; count < 3; count++) await shareWith(file, await createUser())
      await change(owner, file)
      assert.deepEqual(await sharesOutOfStep(), [])
      await restore(owner, file)
      assert.deepEqual(await sharesOutOfStep(), [])
    })

  test('is what the file becomes that is {0} while the share is being made')
    .with(CHANGES)
    .run(async ({ assert }, [, change]) => {
      const { owner, file } = await signInOwner()
      const { id } = await createUser()
      const trx = await holdTransaction()
      await trx.table('file_shares').insert({ file_id: file.id, user_id: id, role: 'viewer' })
      const changed = change(owner, file)
      await untilSomebodyWaits()
      await trx.commit()
      await changed
      assert.deepEqual(await sharesOutOfStep(), [])
    })

  test('is what the file has become that was being changed: its {0}')
    .with([
      ['name', { name: 'Straße.txt' }],
      ['place', { deleted_at: new Date() }],
      ['size', { size: 7 }],
    ] as [string, object][])
    .run(async ({ assert }, [, change]) => {
      const { file } = await signInOwner()
      const reader = await createUser()
      const trx = await holdTransaction()
      await trx.from('files').where('id', file.id).update(change)
      const shared = shareWith(file, reader).exec()
      await untilSomebodyWaits()
      await trx.commit()
      await shared
      assert.deepEqual(await sharesOutOfStep(), [])
    })
})

/** All that can be done to a file and its shares, by two who own it in turn and two who read it. */
function everything([one, other]: Client[], readers: Client[], files: Owned[], round: number) {
  const byEach = (file: Owned) => (owner: Client) => [
    ...readers.flatMap(({ person: { username, email } }) => [
      share(owner, file, { with: username }),
      share(owner, file, { with: email, role: 'editor' }),
    ]),
    rename(owner, file, `Round ${round}.txt`),
    bin(owner, file),
    restore(owner, file),
  ]
  return files.flatMap((file) => [one, other].flatMap(byEach(file)))
}

test.group('After everything at once', () => {
  test('shares keep what is true, and lists tell it', async ({ assert }) => {
    const owners = [await signInApp(), await signInApp()]
    const [one, other] = owners
    const readers: Client[] = []
    const files = [await keepFile(one.person), await keepFile(one.person)]
    for (let round = 0; round < 4; round++) {
      const newcomer = await signInApp()
      readers.push(newcomer)
      for (const owner of owners) {
        await restore(owner, files[0])
        await share(owner, files[0], { with: newcomer.person.username })
      }
      const [from, to] = round % 2 ? [other, one] : [one, other]
      const answers = Promise.all(everything(owners, readers.slice(-2), files, round))
      await Promise.all([answers, confirmAddress(newcomer), give(from, to.person)])
      assert.isEmpty((await answers).filter(({ status }) => status >= 500))
      await Promise.all(readers.map((reader) => leave(reader, files[1])))
      assert.deepEqual(await sharesOutOfStep(), [])
    }
    for (const file of files) await Promise.all(owners.map((owner) => restore(owner, file)))
    for (const reader of readers) {
      const { files: listed, meta } = await list(reader, { shared: 'with-me' })
      const truth = await sharedInTruth(reader.person)
      const ids = listed.map(({ id }) => id)
      assert.include(truth, files[0].id)
      assert.deepEqual([ids.sort(), meta.total], [truth.sort(), truth.length])
    }
  })

  test('an owner who was suspended meanwhile counts for nothing until they are back', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp()
    await shareWith(file, reader.person)
    const total = async () => (await list(reader, { shared: 'with-me' })).meta.total
    const account = await User.findOrFail(owner.person.id)
    await Promise.all([
      suspendAccount(account, { reason: 'To see what happens' }),
      rename(owner, file, 'Other.txt'),
      total(),
    ])
    assert.equal(await total(), 0)
    await activateAccount(account)
    assert.equal(await total(), 1)
  })
  test('an owner counts again once the time of their suspension is over', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp()
    await shareWith(file, reader.person)
    const account = db.from('users').where('id', owner.person.id)
    const until = (end: string) =>
      account.clone().update({ status: 'suspended', suspended_until: db.raw(end) })
    await until(`now() + interval '1 day'`)
    assert.deepEqual(await reach(reader, file), NOT_REACHED)
    await until(`now() - interval '1 second'`)
    assert.deepEqual(await reach(reader, file), REACHED)
  })
})
