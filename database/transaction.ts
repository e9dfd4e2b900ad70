import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * The only way to open a transaction. Once it returns, the changes are committed; hooks after the commit run only then.
 * @throws {CommitFailed} if it was not kept, or nobody knows
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
    // A lost connection has rolled back already; what matters is the original error.
    await trx.rollback().catch(() => {})
    throw error
  }
}
