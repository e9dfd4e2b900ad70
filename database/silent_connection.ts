import type { Socket } from 'node:net'
import type { Client } from 'pg'

/** What pg knows about a connection, beyond its types. */
type Connected = Client & { connection: { stream: Socket }; readyForQuery: boolean }

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
