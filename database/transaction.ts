import { AsyncLocalStorage } from 'node:async_hooks'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Change = (trx: TransactionClientContract) => Promise<unknown>

const furtherChange = new AsyncLocalStorage<Change>()

/** Does the work, with a further change in each of its transactions: both are kept, or neither. */
export const withEachTransaction = <T>(change: Change, work: () => T): T =>
  furtherChange.run(change, work)

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
    await furtherChange.getStore()?.(trx)
    await trx.commit()
    return result
  } catch (error) {
    // A lost connection has rolled back already; what matters is the original error.
    await trx.rollback().catch(() => {})
    throw error
  }
}

type Rows = { knexQuery: { forNoKeyUpdate(): unknown } }

/**
 * Locks rows that keep their ids. Whoever writes a row that refers to one of them does not wait, as they would for
 * FOR UPDATE: two accounts that change at the same moment can each have an email written to the other.
 */
export function forChange<Query extends Rows>(rows: Query) {
  rows.knexQuery.forNoKeyUpdate()
  return rows
}
