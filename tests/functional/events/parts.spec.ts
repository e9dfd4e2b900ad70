import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { digestOf, hashOf, LINE, NO_HASH } from '#history/digest'
import { forgetEvents, sealAll, verify } from '#tests/helpers/database/events'
import { createUser } from '#tests/helpers/people/users'

/** More than one seal holds. */
const MANY = 2_300

/** A transaction that is still to come: that of a cluster from which a dump was restored. */
const ELSEWHERE = 10 ** 12

/** In one transaction, by one statement. */
const insertEvents = (count: number, writtenBy: string | number | null = null) =>
  db.rawQuery(
    `insert into events (kind, outcome, credential, written_by)
     select 'signed_out', 'done', 'none', coalesce(?::bigint, pg_current_xact_id()::text::bigint)
     from generate_series(1, ?::int)`,
    [writtenBy, count]
  )

async function sizesOfSeals(): Promise<number[]> {
  const seals = await db.from('event_seals').orderBy('number')
  return seals.map(({ event_ids: ids }) => ids.length)
}

/** As a cluster sealed it that was at that transaction. */
async function sealElsewhere() {
  const { rows } = await db.rawQuery<{
    rows: { id: string; line: string; occurred_at: Date }[]
  }>(`select id, ${LINE}, occurred_at from events order by id`)
  const content = {
    number: '1',
    previous_hash: NO_HASH,
    from_transaction: '0',
    from_id: '0',
    to_transaction: String(ELSEWHERE + 1),
    to_id: '0',
    floor_id: '0',
    event_ids: rows.map(({ id }) => id),
    digests: Buffer.concat(rows.map(({ line }) => digestOf(line))),
    last_occurred_at: rows[0].occurred_at,
  }
  await db.table('event_seals').insert({ ...content, hash: hashOf(content) })
  await db.rawQuery(`select nextval('event_seals_made')`)
}

test.group('Events that are sealed in parts', (group) => {
  group.each.setup(forgetEvents)
  group.each.teardown(forgetEvents)

  test('are those of one transaction that wrote many', async ({ assert }) => {
    await insertEvents(MANY)
    await createUser()
    await sealAll()
    const sizes = await sizesOfSeals()
    assert.deepEqual(sizes.slice(0, 2), [1_000, 1_000])
    assert.isAtMost(Math.max(...sizes), 1_000)
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 0, said)
    assert.include(said, 'Not sealed yet: 0.')
  })

  test('do not verify with one more of that transaction', async ({ assert }) => {
    await insertEvents(MANY)
    await sealAll()
    const { written_by: writtenBy } = await db.from('events').firstOrFail()
    await insertEvents(1, writtenBy)
    const { id } = await db.from('events').orderBy('id', 'desc').firstOrFail()
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 1)
    assert.include(said, `Event ${id} was added later.`)
  })

  test('go on in another cluster', async ({ assert }) => {
    await insertEvents(3, ELSEWHERE)
    await sealElsewhere()
    await insertEvents(MANY, ELSEWHERE + 7)
    await createUser()
    await sealAll()
    await createUser()
    await sealAll()
    assert.isAtMost(Math.max(...(await sizesOfSeals())), 1_000)
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 0, said)
    assert.include(said, 'Not sealed yet: 0.')
  })
})
