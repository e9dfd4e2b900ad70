import type { Client } from 'pg'

/** The answer to COMMIT, which Lucid ignores. */
type CommitAnswer = { response?: { command?: string } } | undefined

/** What knex knows of a transaction, beyond Lucid's types. */
type KnexTransaction = {
  /** Rejects if BEGIN, COMMIT or ROLLBACK failed; their own promises do not. */
  executionPromise: Promise<unknown>
  isCompleted(): boolean
  commit(): Promise<CommitAnswer>
  client: { acquireConnection(): Promise<Client & { __knex__disposed?: unknown }> }
}

export type Knex = { context: { transaction(...options: unknown[]): Promise<KnexTransaction> } }

/** The database did not keep a transaction, or did not say whether it did. The client should try again. */
export class CommitFailed extends Error {
  readonly code = 'E_COMMIT_FAILED'

  /** Whether it was certainly rolled back. Otherwise the connection broke, and nobody knows. */
  get isRolledBack() {
    const { severity } = (this.cause ?? { severity: 'ERROR' }) as { severity?: string }
    return severity === 'ERROR'
  }
}

/** Drops a connection in an unknown state; the pool opens a new one. */
async function dropWhereItFailed({ client, executionPromise }: KnexTransaction) {
  const connection = await client.acquireConnection()
  await executionPromise.catch((error) => {
    connection.__knex__disposed ??= error ?? new Error('ROLLBACK took too long')
  })
}

/**
 * knex swallows the error of COMMIT, so that Lucid takes every commit for a success. And PostgreSQL answers COMMIT with
 * ROLLBACK, which is not an error, if a statement of the transaction has failed.
 */
function tellFailedCommit(trx: KnexTransaction) {
  const commit = trx.commit
  trx.commit = async () => {
    const answer = await commit()
    await trx.executionPromise.catch((cause) => {
      throw new CommitFailed('COMMIT failed', { cause })
    })
    if (answer?.response?.command === 'ROLLBACK') throw new CommitFailed('COMMIT was a rollback')
    return answer
  }
}

/**
 * Makes every transaction of a connection throw if it could not begin, or was not kept: including those that Lucid
 * opens by itself, as for migrations.
 */
export function tellFailedCommits({ context }: Knex) {
  const open = context.transaction.bind(context)
  context.transaction = async (...options) => {
    const trx = await open(...options)
    void dropWhereItFailed(trx)
    // It did not begin: otherwise its first statement would say only that it is over, and not why.
    if (trx.isCompleted()) await trx.executionPromise
    tellFailedCommit(trx)
    return trx
  }
}
