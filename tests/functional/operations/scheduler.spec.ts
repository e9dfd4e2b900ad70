import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { endWhenSilent } from '#database/given_up_connections'
import { transactionBesidePool } from '#database/own_connection'
import { alone } from '#jobs/alone'
import { pruneJob } from '#jobs/prune_job'
import { type Job, Scheduler } from '#jobs/scheduler'
import { holdTransaction } from '#tests/helpers/database/transactions'
import { startServer } from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'

const FOREVER = 60_000

/** A job that counts, and tells how many were at it at once. */
function counting(job: Partial<Job> = {}) {
  const seen = { times: 0, atOnce: 0, mostAtOnce: 0 }
  const work = async () => {
    seen.times += 1
    seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.atOnce)
    await wait(30)
    seen.atOnce -= 1
  }
  return { seen, job: { name: 'test:counting', every: 10, work, ...job } }
}

test.group('The scheduler', () => {
  test('does its job again and again until it is stopped', async ({ assert }) => {
    const { seen, job } = counting()
    const scheduler = new Scheduler(job)
    scheduler.start(0)
    await until('it has done it three times', () => seen.times > 2)
    await scheduler.stop()
    const { times } = seen
    await wait(100)
    assert.deepEqual(seen, { times, atOnce: 0, mostAtOnce: 1 })
  })

  test('of several instances one is at it', async ({ assert }) => {
    const { seen, job } = counting()
    const schedulers = [1, 2, 3].map(() => new Scheduler(job))
    for (const scheduler of schedulers) scheduler.start(0)
    await until('one has done it twice', () => seen.times > 1)
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()))
    assert.equal(seen.mostAtOnce, 1)
  })

  test('the lock is free again once the work has failed', async ({ assert }) => {
    await assert.rejects(() => alone('test:failing', () => Promise.reject(new Error('no'))), 'no')
    assert.isTrue(await alone('test:failing', async () => {}))
  })

  test('work that failed is over in time, though the database says nothing any more', async ({
    assert,
  }) => {
    const failing = transactionBesidePool(async (connection) => {
      endWhenSilent(connection, 200)
      const { stream } = (connection as unknown as { connection: { stream: Socket } }).connection
      // Nothing gets there, so that nothing comes back.
      stream.write = () => true
      throw new Error('no')
    })
    const tooLate = wait(5_000, 'it is still waiting', { ref: false })
    const outcome = await Promise.race([failing.catch((error: Error) => error.message), tooLate])
    assert.equal(outcome, 'no')
  })

  test('the lock is taken over another connection, once the database only read', async ({
    assert,
  }) => {
    const process = () =>
      transactionBesidePool(async (connection) => {
        const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid')
        return rows[0].pid
      })
    const before = await process()
    assert.equal(await process(), before)
    await wait(1_100)
    const trx = await holdTransaction()
    await trx.rawQuery('set transaction read only')
    await assert.rejects(() => trx.from('users').delete(), /read-only transaction/)
    assert.notEqual(await process(), before)
  })

  test('the lock is kept as long as the work takes, whatever a transaction is limited to', async ({
    assert,
    cleanup,
  }) => {
    const { rows } = await db.rawQuery('select current_database() as name')
    const [{ name }] = rows
    // PostgreSQL knows the second since version 17.
    const limits = await db
      .from('pg_settings')
      .whereIn('name', ['idle_in_transaction_session_timeout', 'transaction_timeout'])
      .select('name as limit')
    for (const { limit } of limits) {
      await db.rawQuery(`alter database ${name} set ${limit} = '300ms'`)
      cleanup(async () => void (await db.rawQuery(`alter database ${name} reset ${limit}`)))
    }

    const takeLong = async () => {
      await wait(900)
      assert.isFalse(await alone('test:long', async () => {}))
    }
    // The first takes the connection that was kept; the second opens one, which has the limits.
    await alone('test:first', async () => assert.isTrue(await alone('test:long', takeLong)))
  })

  test('any number of jobs can be at it, as their locks take nothing from the pool', async ({
    assert,
  }) => {
    const names = Array.from({ length: 12 }, (_, index) => `test:one of ${index}`)
    const waiting = new Set(names)
    const done = names.map((name) =>
      alone(name, async () => {
        waiting.delete(name)
        await until('all are at it', () => waiting.size === 0)
        await db.rawQuery('select 1')
      })
    )
    assert.deepEqual(await Promise.all(done), Array(names.length).fill(true))
  })

  test('a job goes on with another connection once its own is lost', async ({ assert }) => {
    const end = () =>
      db.rawQuery(`select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and objid = hashtext('test:lost')::oid`)
    await assert.rejects(() => alone('test:lost', end))
    assert.isTrue(await alone('test:lost', async () => {}))
  })

  test('a job that fails is tried again', async () => {
    let times = 0
    const work = () => Promise.reject(new Error(`failure ${++times}`))
    const scheduler = new Scheduler({ name: 'test:again', every: 5, work })
    scheduler.start(0)
    await until('it has been tried twice', () => times > 1)
    await scheduler.stop()
  })

  test('stopping waits for what is under way, and tells it to end', async ({ assert }) => {
    let end = 'none'
    const begun = Promise.withResolvers<void>()
    const work = async (signal: AbortSignal) => {
      begun.resolve()
      while (!signal.aborted) await wait(5)
      await wait(50)
      end = 'clean'
    }
    const scheduler = new Scheduler({ name: 'test:stopping', every: FOREVER, work })
    scheduler.start(0)
    await begun.promise
    await scheduler.stop()
    assert.equal(end, 'clean')
  })

  test('prunes', async () => {
    await db.table('rate_limits').insert({ key: 'scheduler:due', points: 1, expire: 1 })
    const due = () => db.from('rate_limits').where('key', 'scheduler:due').first()
    const scheduler = new Scheduler({ ...pruneJob, every: FOREVER })
    scheduler.start(0)
    await until('what is due is gone', async () => !(await due()))
    await scheduler.stop()
  })

  test('a server that has one ends when it is told to', async ({ assert, cleanup }) => {
    const server = await startServer({ PRUNE_EVERY_MINUTES: '1' })
    cleanup(server.stop)
    const told = Date.now()
    assert.equal(await server.terminate(), 0)
    assert.isBelow(Date.now() - told, 10_000, 'it did not wait for the first time')
  })
})
