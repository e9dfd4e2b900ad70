import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createUser } from '#tests/helpers/people/users'

test.group('What is recorded', () => {
  test('cannot be changed by: {$self}')
    .with([
      `update events set kind = 'signed_out'`,
      'delete from events where id = 1',
      'truncate events',
      'update event_seals set number = number',
      'delete from event_seals',
      'truncate event_seals',
    ])
    .run(async ({ assert }, statement) => {
      await createUser()
      const count = () => db.from('events').count('* as count')
      const before = await count()
      await assert.rejects(() => db.rawQuery(statement), /append-only/)
      assert.deepEqual(await count(), before)
    })

  test('takes no number from whoever records it', async ({ assert }) => {
    await assert.rejects(
      () =>
        db.rawQuery(
          `insert into events (id, kind, outcome, credential) values (1, 'signed_in', 'done', 'none')`
        ),
      /generated|identity|non-DEFAULT/
    )
  })
})
