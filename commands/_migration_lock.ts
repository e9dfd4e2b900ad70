import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** The key that Lucid's own migration commands lock: while one of ours runs, a rollback is refused. */
const KEY = 1
const POLL_MS = 250

/**
 * Waits until no other migration runs, and answers with what lets the next one in. The lock hangs from a connection
 * of its own, so that it is gone when this process is killed.
 *
 * It is asked for again and again: a connection that waits inside the question would block an index from being
 * built concurrently, and with it the migration that it waits for.
 */
export async function lockMigrations(connection: pg.ClientConfig, onWait: () => void) {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  const take = async () => {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1::bigint) as taken',
      [KEY]
    )
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
