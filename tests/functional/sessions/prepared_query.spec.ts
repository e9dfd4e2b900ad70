import { setTimeout } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { PreparedQuery } from '#database/prepared_query'

const VALUES = `select 7::int as whole, true as truth, null::text as nothing, 'Ærø' as words,
  '\\x00ff'::bytea as bytes, '{"a": [1]}'::jsonb as document, '{x,y}'::text[] as list,
  '2026-01-01 10:00:00.123+00'::timestamptz as time`

let made = 0

/** The process that asked hears of it a moment after the one that ended the connection. */
const untilItIsHeard = () => setTimeout(50)

/** Connections remember statements by their name. */
const nameOfItsOwn = () => `prepared_query_spec_${++made}`

test.group('A prepared query', () => {
  test('gives the values that Lucid gives', async ({ assert }) => {
    const { rows } = await db.rawQuery<{ rows: Record<string, unknown>[] }>(VALUES)
    const query = new PreparedQuery(nameOfItsOwn(), VALUES)
    for (const run of ['first', 'second']) {
      const [row] = await query.run()
      for (const [column, value] of Object.entries(rows[0]))
        assert.deepEqual(row.get(column), value, `${column}, ${run} run`)
    }
  })

  test('has nothing in a column that it does not select', async ({ assert }) => {
    const [row] = await new PreparedQuery(nameOfItsOwn(), VALUES).run()
    assert.isUndefined(row.get('other'))
  })

  test('goes on after its connection was lost', async ({ assert }) => {
    const query = new PreparedQuery(nameOfItsOwn(), 'select pg_backend_pid() as process')
    const [before] = await query.run()
    // Behind a pooler it may be the very connection that this is asked on.
    const ended = db.rawQuery('select pg_terminate_backend(?, 5000)', [before.get('process')!])
    await ended.catch(() => {})
    await untilItIsHeard()
    const [after] = await query.run()
    assert.notEqual(after.get('process'), before.get('process'))
  })

  test('can be run again after a value that cannot be read, also where that came first', async ({
    assert,
  }) => {
    const query = new PreparedQuery(nameOfItsOwn(), 'select $1::int as whole')
    await assert.rejects(() => query.run('one'), /invalid input syntax/)
    const [row] = await query.run('1')
    assert.equal(row.get('whole'), 1)
  })

  test('can be run again after it failed midway', async ({ assert }) => {
    const query = new PreparedQuery(
      nameOfItsOwn(),
      'select 6 / n as part from generate_series(2, $1::int, -1) n'
    )
    await assert.rejects(() => query.run('0'), /division by zero/)
    const rows = await query.run('1')
    assert.deepEqual(
      rows.map((row) => row.get('part')),
      [3, 6]
    )
  })

  test('goes on after a migration that gives a column another type', async ({
    assert,
    cleanup,
  }) => {
    await db.rawQuery('create table prepared_query_spec as select 1 as size')
    cleanup(() => db.rawQuery('drop table prepared_query_spec'))
    const query = new PreparedQuery(nameOfItsOwn(), 'select size from prepared_query_spec')
    const size = async () => (await query.run())[0].get('size')
    assert.deepEqual([await size(), await size()], [1, 1])
    await db.rawQuery('alter table prepared_query_spec alter size type text')
    assert.deepEqual([await size(), await size()], ['1', '1'])
  })

  test('says of an error where the query was asked for', async ({ assert }) => {
    const query = new PreparedQuery(nameOfItsOwn(), 'select 1 / $1::int')
    const error = await query.run('0').then(
      () => null,
      (reason: Error) => reason
    )
    assert.match(error!.stack!, /prepared_query\.spec/)
  })
})
