import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetEvents, sealAll, sealed, verify } from '#tests/helpers/database/events'
import { run } from '#tests/helpers/servers/commands'

test.group('Old events', () => {
  test('go with their seals, and the rest still verifies', async ({ assert }) => {
    // What other tests have recorded is old by then too.
    await sealed()
    await forgetEvents()
    await db.rawQuery(
      `insert into events (kind, outcome, credential, occurred_at)
       select 'signed_out', 'done', 'none', now() - interval '366 days' from generate_series(1, 2500)`
    )
    await sealAll()
    await sealed()

    const { output } = await run('auth:prune')
    assert.match(output.join('\n'), /2500 {2}old events/)
    const [{ count }] = await db
      .from('events')
      .where('occurred_at', '<', db.raw(`now() - interval '1 day'`))
      .count('* as count')
    assert.equal(count, '0')
    await sealAll()
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 0, said)
  })

  test('cannot be pruned younger than thirty days', async ({ assert }) => {
    await sealed()
    const { rows } = await db.rawQuery<{ rows: unknown[] }>('select prune_events(0)')
    assert.deepEqual(rows, [{ prune_events: 0 }])
  })
})
