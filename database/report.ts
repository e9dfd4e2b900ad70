import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'

type Statement = { sql: string; bindings: string[]; inTransaction: boolean }

/** Reports a statement that bypasses the query builder to `db:query`, like any other. */
export function reportStatement(statement: Statement) {
  const { connectionName, debug } = db.connection()
  if (!debug) return
  void emitter.emit('db:query', { connection: connectionName, method: 'raw', ...statement })
}
