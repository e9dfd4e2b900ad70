import { transactionBesidePool } from '#database/own_connection'

/**
 * Does the work unless another instance is doing it. The lock belongs to a transaction of its own, so that it is
 * released if this process is killed. If each job held a connection of the pool for its lock, and waited for another to
 * work with, all of them could wait for each other.
 * @returns whether the work was done
 */
export function alone(name: string, work: () => Promise<unknown>): Promise<boolean> {
  return transactionBesidePool(async (connection) => {
    const { rows } = await connection.query<{ taken: boolean }>(
      'select pg_try_advisory_xact_lock(hashtext($1)) as taken',
      [name]
    )
    if (rows[0].taken) await work()
    return rows[0].taken
  })
}
