import type { Socket } from 'node:net'
import type { Client } from 'pg'

/** What pg knows about a connection, beyond its types. */
type Connected = Client & {
  connection: { stream: Socket; on(event: 'errorMessage', hear: (error: Refusal) => void): void }
  readyForQuery: boolean
  /** The pool of knex replaces a connection that has it. */
  __knex__disposed?: unknown
}

/** What the database says of a statement that failed. */
type Refusal = { code?: string }

/**
 * Ends a connection on which a statement has heard nothing for so long; the pool opens a new one. It replaces pg's own
 * query_timeout, which returns a silent connection to the pool, and whose timers kept the rows of each statement until
 * a major garbage collection: 70 MB under load.
 * @param patience milliseconds
 */
export function endWhenSilent(client: Client, patience: number) {
  const { connection } = client as Connected
  connection.stream.setTimeout(patience, () => {
    if ((client as Connected).readyForQuery) return
    connection.stream.destroy(
      Object.assign(new Error('The database says nothing'), { code: 'ETIMEDOUT' })
    )
  })
}

/** PostgreSQL's code for a write that a database refuses which only reads. */
const READ_ONLY = '25006'

/** Milliseconds between two tries whether another connection may write. */
const PAUSE = 1_000

/**
 * Has the pool replace a connection on which a write was refused since the database only reads. After a failover the
 * next one leads to the server that took over, while those that are open would stay with the old one for as long as
 * there are requests.
 */
export function replaceWhenReadOnly(client: Client) {
  const { connection } = client as Connected
  const openedAt = Date.now()
  connection.on('errorMessage', ({ code }) => {
    if (code !== READ_ONLY || Date.now() < openedAt + PAUSE) return
    ;(client as Connected).__knex__disposed ??= 'the database only reads'
  })
}
