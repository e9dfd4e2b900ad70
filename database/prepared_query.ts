import type { Client } from 'pg'
import {
  type Columns,
  ExtendedQuery,
  forgetStatement,
  type LazyRow,
} from '#overrides/extended_query'
import { isPooled } from '#config/database'
import { endOnceAnswered } from '#database/given_up_connections'
import { PLAN_IS_OUTDATED } from '#overrides/outdated_plans'
import { openConnection } from '#database/own_connection'
import { reportStatement } from '#database/report'

/** PostgreSQL keeps it until the next unnamed statement is parsed. */
const UNNAMED = ''

/**
 * A statement with a connection of its own, which parses and plans it once; behind a pooler each time, since the next
 * run may use another server connection. It shows up in `db:query` like any other, but bypasses the query builder and
 * the pool, each of which costs more than the statement itself. It runs once at a time.
 */
export class PreparedQuery {
  readonly #columns: Columns = new Map()
  readonly #kept: string
  #connection?: Promise<Client>

  /**
   * @param name of the plan; must be unique
   * @param sql with PostgreSQL's placeholders: $1
   */
  constructor(
    readonly name: string,
    readonly sql: string
  ) {
    this.#kept = isPooled ? UNNAMED : name
  }

  /** @param bindings as PostgreSQL literals */
  async run(...bindings: string[]): Promise<LazyRow[]> {
    try {
      const connection = await (this.#connection ??= this.#connect())
      reportStatement({ sql: this.sql, bindings, inTransaction: false })
      return await this.#runOn(connection, bindings)
    } catch (error) {
      // pg creates its errors where the answer arrives; this points to where the query was made.
      Error.captureStackTrace(error as Error)
      throw error
    }
  }

  #connect() {
    const forget = () => {
      if (this.#connection === opening) this.#connection = undefined
    }
    const opening = openConnection((connection) => {
      forget()
      endOnceAnswered(connection)
    })
    opening.then((connection) => connection.once('error', forget).once('end', forget), forget)
    return opening
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
}
