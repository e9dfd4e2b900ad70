import type { Client } from 'pg'
import { forgetStatement } from '#overrides/extended_query'

/** A migration has changed a column's type since the plan was made: "cached plan must not change result type". */
export const PLAN_IS_OUTDATED = '0A000'

type Statement = { name?: string; text: string; values?: unknown[] }
type Answered = (error: { code?: string } | null, result?: unknown) => void
type Asking = { query(statement: unknown, answered?: unknown): unknown }

/**
 * Has a connection of the pool make the plan of a statement anew that a migration has outdated, and run the statement
 * again: it would fail there for as long as the connection lives. Within a transaction it still fails once, and the
 * client is to come again, since PostgreSQL has given the transaction up by then.
 */
export function replanOutdated(connection: Client) {
  const asking = connection as unknown as Asking
  const ask = connection.query.bind(connection) as Asking['query']

  const askAgain = (statement: Statement, answered: Answered) => {
    const again = () => ask(statement, answered)
    forgetStatement(connection, statement.name!).then(again, answered)
  }

  asking.query = (statement: Statement, answered?: Answered) => {
    if (typeof answered !== 'function' || !statement.name) return ask(statement, answered)
    return ask(statement, (error: { code?: string } | null, result?: unknown) =>
      error?.code === PLAN_IS_OUTDATED ? askAgain(statement, answered) : answered(error, result)
    )
  }
}
