import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Client } from 'pg'
import { isPooled } from '#config/database'
import { reportStatement } from '#database/report'
import { StatementAndCommit } from '#overrides/statement_and_commit'

/** A statement that is planned once for each connection, with placeholders as PostgreSQL writes them: $1. */
export type Prepared = { name: string; sql: string }

type Asked = { sql: string; response?: { command: string } }

/** What knex has each statement of a transaction run by, beyond Lucid's types. */
type Runner = { client: { _query(connection: Client, asked: Asked): Promise<Asked> } }

/**
 * Has a statement go to the database together with the COMMIT of a transaction: it is kept with all else or nothing is,
 * and nobody waits for an answer of its own.
 * @param bindingsOf what the statement is about, asked for once nothing more can come
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
