import { transaction } from '#database/transaction'

/**
 * Does the work unless another instance is doing it. The lock belongs to a transaction of its own, so that it is
 * released if this process is killed.
 * @returns whether the work was done
 */
export function alone(name: string, work: () => Promise<unknown>): Promise<boolean> {
  return transaction(async (trx) => {
    const { rows } = await trx.rawQuery<{ rows: [{ taken: boolean }] }>(
      'select pg_try_advisory_xact_lock(hashtext(?)) as taken',
      [name]
    )
    if (rows[0].taken) await work()
    return rows[0].taken
  })
}
