import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * The one way to open a transaction. What it returns is kept once it returns, and hooks after the commit run only then.
 * @throws {CommitFailed} where it is not kept, or nobody knows
 */
export async function transaction<T>(
  work: (trx: TransactionClientContract) => Promise<T>
): Promise<T> {
  const trx = await db.transaction()
  try {
    const result = await work(trx)
    await trx.commit()
    return result
  } catch (error) {
    // A connection that is gone has rolled back already: what counts is why.
    await trx.rollback().catch(() => {})
    throw error
  }
}
