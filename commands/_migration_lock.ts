import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/* eslint-disable transactions/one-door -- on a connection of its own, past the pool, and nothing is written in it */

/** The key that Lucid's own migration commands lock: while one of ours runs, a rollback is refused. */
const KEY = 1
const POLL_MS = 250

/**
 * Waits until no other migration runs, and returns a function that lets the next one in. The lock belongs to a
 * transaction on a connection of its own: it is released if this process is killed, and a pooler keeps nothing of it.
 *
 * It polls for the lock: a connection that waits inside the query would block an index from being built concurrently,
 * and with it the migration that it waits for.
 */
export async function lockMigrations(connection: pg.ClientConfig, onWait: () => void) {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  const take = async () => {
    await client.query('begin')
    await client.query('set local idle_in_transaction_session_timeout = 0')
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_xact_lock($1::bigint) as taken',
      [KEY]
    )
    if (!rows[0].taken) await client.query('rollback')
    return rows[0].taken
  }

  try {
    for (let attempts = 1; !(await take()); attempts++) {
      if (attempts === 1) onWait()
      await sleep(POLL_MS)
    }
  } catch (error) {
    await client.end()
    throw error
  }
  return () => client.end()
}
