import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Client } from 'pg'
import { isPooled } from '#config/database'
import { reportStatement } from '#database/report'
import { StatementAndCommit } from '#overrides/statement_and_commit'

/** A statement that is planned once per connection, with PostgreSQL's placeholders: $1. */
export type Prepared = { name: string; sql: string }

type Asked = { sql: string; response?: { command: string } }

/** What knex runs each statement of a transaction with, beyond Lucid's types. */
type Runner = { client: { _query(connection: Client, asked: Asked): Promise<Asked> } }

/**
 * Sends a statement together with the COMMIT of a transaction: either everything is kept or nothing, and there is no
 * extra round trip.
 * @param bindingsOf the statement's values, requested once nothing more can be added
 */
export function sendWithCommit(
  trx: TransactionClientContract,
  { name, sql }: Prepared,
  bindingsOf: () => string[]
) {
  const { client } = trx.knexClient as unknown as Runner
  const run = client._query
  client._query = async (connection, asked) => {
    if (asked.sql !== 'COMMIT;') return run.call(client, connection, asked)
    const bindings = bindingsOf()
    reportStatement({ sql, bindings, inTransaction: true })
    const both = new StatementAndCommit(isPooled ? '' : name, sql, bindings)
    return { ...asked, response: await connection.query(both).answer }
  }
}
