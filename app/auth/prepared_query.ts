import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'
import type { Client } from 'pg'
import {
  type Columns,
  ExtendedQuery,
  forgetStatement,
  type LazyRow,
} from '#overrides/extended_query'
import { isPooled } from '#config/database'

/** PostgreSQL keeps it until the next one is parsed. */
const UNNAMED = ''

/** A migration has given a column another type since the plan was made: "cached plan must not change result type". */
const PLAN_IS_OUTDATED = '0A000'

/**
 * A statement that each connection parses and plans once; behind a pooler each time, since the next run may be on another
 * one. It runs on a connection of Lucid's pool and shows up in `db:query` like any other, but past the query builder,
 * which costs more than the statement itself.
 */
export class PreparedQuery {
  readonly #columns: Columns = new Map()
  readonly #kept: string

  /**
   * @param name of the plan; no two statements may share one
   * @param sql with placeholders as PostgreSQL writes them: $1
   */
  constructor(
    readonly name: string,
    readonly sql: string
  ) {
    this.#kept = isPooled ? UNNAMED : name
  }

  /** @param bindings as PostgreSQL writes them */
  async run(...bindings: string[]): Promise<LazyRow[]> {
    const { client: pool } = db.connection().getReadClient()
    const connection: Client = await pool.acquireConnection()
    try {
      this.#report(bindings)
      return await this.#runOn(connection, bindings)
    } catch (error) {
      // pg makes its errors where the answer arrives: this is where it was asked for.
      Error.captureStackTrace(error as Error)
      throw error
    } finally {
      await pool.releaseConnection(connection)
    }
  }

  async #runOn(connection: Client, bindings: string[]) {
    const ask = () =>
      connection.query(new ExtendedQuery(this.#kept, this.sql, this.#columns, bindings)).answer
    try {
      return await ask()
    } catch (error) {
      if ((error as { code?: string }).code !== PLAN_IS_OUTDATED) throw error
      await forgetStatement(connection, this.name)
      return await ask()
    }
  }

  #report(bindings: string[]) {
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
