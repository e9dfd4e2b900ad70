import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { sealEvents } from '#history/seal'
import { run } from '#tests/helpers/servers/commands'
import {
  eventsOf,
  sealAll,
  sealed,
  tamper,
  verify,
  whileTampered,
} from '#tests/helpers/database/events'
import { holdTransaction } from '#tests/helpers/database/transactions'
import { createUser } from '#tests/helpers/people/users'

type Sealed = Awaited<ReturnType<typeof sealed>>

/** While it is so, everything is read, and the first row that does not fit is named. */
const CUTS: Record<
  string,
  (made: Sealed) => { table: string; column: string; id: string; says: string }
> = {
  'a row that was taken out': ({ first: { id } }) => ({
    table: 'events',
    column: 'id',
    id,
    says: `Event ${id} is gone.`,
  }),
  'the last row': ({ last: { id } }) => ({
    table: 'events',
    column: 'id',
    id,
    says: `Event ${id} is gone.`,
  }),
  'the last seal': ({ seal }) => ({
    table: 'event_seals',
    column: 'number',
    id: seal,
    says: `All after seal ${Number(seal) - 1} are gone: ${seal} were made.`,
  }),
}

const CHANGES: Record<string, { column: string; value: string }> = {
  'a changed byte': { column: 'kind', value: 'account_mode' },
  'an address that was changed': { column: 'ip_address', value: '203.0.113.9' },
  'an address that was erased': { column: 'ip_address', value: '' },
  'another time': { column: 'occurred_at', value: '2026-01-01' },
  'another actor': { column: 'actor_id', value: '1' },
}

test.group('Sealed events', () => {
  test('verify as they were recorded', async ({ assert }) => {
    await sealed()
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 0, said)
    assert.match(said, /Verified: \d+ events? in \d+ seals?\. Not sealed yet: 0\./)
  })

  test('do not verify without {$self}')
    .with(Object.keys(CUTS))
    .run(async ({ assert }, cut) => {
      const { table, column, id, says } = CUTS[cut](await sealed())
      const { exitCode, said } = await whileTampered(table, column, id, verify, (trx) =>
        trx.from(table).where(column, id).delete()
      )
      assert.equal(exitCode, 1)
      assert.include(said, says)
      assert.equal((await verify()).exitCode, 0)
    })

  test('do not verify with {$self}')
    .with(Object.keys(CHANGES))
    .run(async ({ assert }, change) => {
      const { id } = (await sealed()).first
      const { column, value } = CHANGES[change]
      const { exitCode, said } = await whileTampered('events', 'id', id, verify, (trx) =>
        trx
          .from('events')
          .where('id', id)
          .update({ [column]: value })
      )
      assert.equal(exitCode, 1)
      assert.include(said, `Event ${id} was changed.`)
    })

  test('do not verify with a row that was put between them', async ({ assert }) => {
    const { first } = await sealed()
    const { written_by: writtenBy } = await db.from('events').where('id', first.id).firstOrFail()
    const [{ id }] = await eventsOf(() =>
      db
        .table('events')
        .insert({ kind: 'signed_out', outcome: 'done', credential: 'none', written_by: writtenBy })
    )
    const { said } = await verify().finally(() =>
      tamper((trx) => trx.from('events').where('id', id).delete())
    )
    assert.include(said, `Event ${id} was added later.`)
  })

  test('do not verify against a seal that was noted elsewhere and is another by now', async ({
    assert,
  }) => {
    const { seal } = await sealed()
    const { exitCode, errors } = await run('events:verify', `--noted=${seal}:${'0'.repeat(64)}`)
    assert.equal(exitCode, 1)
    assert.include(errors.join(), `Seal ${seal} is not the one that was noted.`)
  })

  test('miss nothing that is committed late', async ({ assert }) => {
    const trx = await holdTransaction()
    const late = { kind: 'signed_out', outcome: 'done', credential: 'none' }
    await trx.table('events').insert(late)
    await createUser()
    await run('events:seal')
    await trx.commit()
    await sealed()
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 0, said)
    assert.include(said, 'Not sealed yet: 0.')
  })

  test('nobody who records waits while they are sealed', async ({ assert }) => {
    const trx = await holdTransaction()
    await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('event_seals'))`)
    const [{ kind }] = await eventsOf(() => createUser())
    assert.equal(kind, 'account_made')
  })

  test('are sealed once, however many instances do it at the same time', async ({ assert }) => {
    for (let i = 0; i < 3; i++) await createUser()
    await Promise.all([sealEvents(), sealEvents(), sealAll()])
    assert.equal((await verify()).exitCode, 0)
  })
})
