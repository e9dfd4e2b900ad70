import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { shareWith } from '#tests/helpers/files/files'
import type { Answer } from '#tests/helpers/clients/http'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import type { Client } from '#tests/helpers/addresses'
import { endShare, shared, sharesOf, signInOwner } from '#tests/helpers/files/sharing'
import { changeRow } from '#tests/helpers/storage/stored_files'
import { createUser } from '#tests/helpers/people/users'
import { holdTransaction } from '#tests/helpers/database/transactions'

type Owned = { id: string }

/**
 * What a request is answered that was judged while the file was still its old owner's, and does what it does once the
 * file is another's.
 */
async function overtaken({ id }: Owned, newOwner: { id: number }, ask: () => Promise<Answer>) {
  const trx = await holdTransaction()
  await trx.rawQuery('lock table file_shares in share mode')
  await trx.from('files').where('id', id).update({ owner_id: newOwner.id })
  const asked = ask()
  await untilSomebodyWaits()
  await trx.commit()
  return asked
}

const rowOf = ({ id }: Owned) => db.from('files').where('id', id).first()

const ACTS: [string, { inBin?: boolean }, (app: App, id: string) => Promise<Answer>][] = [
  ['is not put into the bin', {}, (app, id) => app.api('DELETE', `/api/v1/files/${id}`)],
  ['is not renamed', {}, (app, id) => app.api('PATCH', `/api/v1/files/${id}`, { name: 'Mine' })],
  [
    'is not restored',
    { inBin: true },
    (app, id) => app.api('POST', `/api/v1/files/${id}/restorations`),
  ],
  ['is not erased', { inBin: true }, (app, id) => app.api('DELETE', `/api/v1/bin/${id}`)],
]

test.group('A file that is given away at the same moment', () => {
  test('{0} by its old owner')
    .with(ACTS)
    .run(async ({ assert }, [, { inBin }, act]) => {
      const { owner, file } = await signInOwner()
      const receiver = await createUser()
      if (inBin) await changeRow(file.id, { deleted_at: new Date() })
      const before = await rowOf(file)
      const answer = await overtaken(file, receiver, () => act(owner, file.id))
      assert.equal(answer.status, 404)
      assert.deepEqual(await rowOf(file), { ...before, owner_id: receiver.id })
    })

  test('is not renamed by whom its old owner let do so', async ({ assert }) => {
    const { file } = await signInOwner()
    const [editor, receiver] = [await signInApp(), await createUser()]
    await shareWith(file, editor.person, { role: 'editor' })
    const rename = () => editor.api('PATCH', `/api/v1/files/${file.id}`, { name: 'Other.txt' })
    assert.equal((await overtaken(file, receiver, rename)).status, 404)
    assert.equal((await rename()).status, 200)
  })

  test('keeps its shares as they are: its old owner cannot {0} one')
    .with([
      ['end', (owner, share) => endShare(owner, share)],
      ['change', (owner, { id }) => owner.api('PATCH', `/api/v1/shares/${id}`, { role: 'editor' })],
    ] as [string, (owner: Client, share: Owned) => Promise<Answer>][])
    .run(async ({ assert }, [, act]) => {
      const { owner, file } = await signInOwner()
      const [reader, receiver] = [await createUser(), await signInApp()]
      const given = await shared(owner, file, { with: reader.username })
      const answer = await overtaken(file, receiver.person, () => act(owner, given))
      assert.equal(answer.status, 404)
      assert.deepEqual(await sharesOf(receiver, file), [given])
    })

  test('is left by whom it is shared with', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const [reader, receiver] = [await signInApp(), await signInApp()]
    const given = await shared(owner, file, { with: reader.person.username })
    const answer = await overtaken(file, receiver.person, () => endShare(reader, given))
    assert.equal(answer.status, 204)
    assert.isEmpty(await sharesOf(receiver, file))
  })
})
