import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What Lucid hides of knex: how the transaction ended, and the answer to COMMIT. */
type Knex = {
  executionPromise: Promise<unknown>
  commit(): Promise<{ response?: { command?: string } } | undefined>
}

/** The database did not keep a transaction, or did not say whether it did. The client is to try again. */
export class CommitFailed extends Error {
  readonly code = 'E_COMMIT_FAILED'
}

/**
 * knex swallows the error of COMMIT, so that Lucid takes every commit for a success. And PostgreSQL answers ROLLBACK,
 * which is no error, to the COMMIT of a transaction in which a statement has failed.
 */
function tellFailedCommits(trx: TransactionClientContract) {
  const { knexClient: knex } = trx as unknown as { knexClient: Knex }
  const commit = knex.commit
  knex.executionPromise.catch(() => {})
  knex.commit = async () => {
    const answer = await commit()
    await knex.executionPromise.catch((cause) => {
      throw new CommitFailed('COMMIT failed', { cause })
    })
    if (answer?.response?.command === 'ROLLBACK') throw new CommitFailed('COMMIT was a rollback')
    return answer
  }
}

/**
 * The one way to open a transaction. What it returns is kept once it returns, and hooks after the commit run only then.
 * @throws {CommitFailed} where it is not kept, or nobody knows
 */
export async function transaction<T>(
  work: (trx: TransactionClientContract) => Promise<T>
): Promise<T> {
  const trx = await db.transaction()
  tellFailedCommits(trx)
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
