import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import { holdTransaction } from '#tests/helpers/database/transactions'
import { shared, signInOwner } from '#tests/helpers/files/sharing'
import { createUser, uniqueName } from '#tests/helpers/people/users'

test.group('An invitation', () => {
  test('that is {0} as it is accepted tells who accepted it')
    .with([
      ['ended', 'DELETE', undefined, 'received_share_ended'],
      ['changed', 'PATCH', { role: 'editor' }, 'received_share_changed'],
    ] as const)
    .run(async ({ assert }, [, method, body, kind]) => {
      const { owner, file } = await signInOwner()
      const { id } = await shared(owner, file, { with: `${uniqueName()}@example.org` })
      const reader = await createUser()
      const trx = await holdTransaction()
      await trx.from('file_shares').where({ id }).update({ user_id: reader.id })
      const pending = owner.api(method, `/api/v1/shares/${id}`, body)
      await untilSomebodyWaits()
      await trx.commit()
      assert.oneOf((await pending).status, [200, 204])
      assert.lengthOf(await db.from('events').where({ user_id: reader.id, kind }), 1)
    })
})
