import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'
import type { Client } from 'pg'

/**
 * A statement that each connection parses and plans once. It runs on a connection of Lucid's pool and shows up in
 * `db:query` like any other, but past the query builder, which costs more than the statement itself.
 */
export class PreparedQuery<Row> {
  /**
   * @param name of the plan; no two statements may share one
   * @param sql with placeholders as PostgreSQL writes them: $1
   */
  constructor(
    readonly name: string,
    readonly sql: string
  ) {}

  async run(...bindings: unknown[]): Promise<Row[]> {
    const { client: pool } = db.connection().getReadClient()
    const connection: Client = await pool.acquireConnection()
    try {
      const query = { name: this.name, text: this.sql, values: bindings }
      this.#report(bindings)
      const { rows } = await connection.query<Row & object>(query)
      return rows
    } finally {
      await pool.releaseConnection(connection)
    }
  }

  #report(bindings: unknown[]) {
    const { connectionName, debug } = db.connection()
    if (!debug) return
    void emitter.emit('db:query', {
      connection: connectionName,
      method: 'raw',
      sql: this.sql,
      bindings,
      inTransaction: false,
    })
  }
}
