import type { Socket } from 'node:net'
import type { Client } from 'pg'

/** What pg knows about a connection, beyond its types. */
type Connected = Client & {
  connection: {
    stream: Socket
    on<Name extends keyof Messages>(name: Name, hear: (message: Messages[Name]) => void): void
  }
  readyForQuery: boolean
  /** The pool of knex replaces a connection that has it. */
  __knex__disposed?: unknown
}

/** What the database says, and pg passes on. */
type Messages = {
  errorMessage: { code?: string }
  parameterStatus: { parameterName: string; parameterValue: string }
  commandComplete: { text: string }
}

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

/** What PostgreSQL tells every connection of, once the server is set to read only. */
const ONLY_READS = 'default_transaction_read_only'

/** What PostgreSQL answers to a statement that has written. */
const WRITTEN = /^(INSERT|UPDATE|DELETE) /

/** Milliseconds that a connection is kept at least, so that a read-only database is not flooded with new ones. */
const SHORTEST_LIFE = 1_000

/** Connections that are open, when each was, and what replaces it. */
const open = new Map<Client, { openedAt: number; replace: () => void }>()

/** From the moment that the database only reads until something is written again. */
let replacing: { since: number; timer: NodeJS.Timeout } | undefined

function replaceOpenedBefore(moment: number) {
  for (const [client, { openedAt, replace }] of open) {
    if (openedAt >= moment) continue
    open.delete(client)
    replace()
  }
}

const replaceOlder = () => replaceOpenedBefore(performance.now() - SHORTEST_LIFE)

/** Begins to replace all connections, where the database is found to read only. */
export function replaceUntilWritten() {
  if (replacing) return
  const timer = setInterval(replaceOlder, SHORTEST_LIFE).unref()
  replacing = { since: performance.now(), timer }
  replaceOlder()
}

/**
 * Any connection opened before one that can write may still lead to a server that cannot. What was begun while that one
 * could may still be written there.
 */
function hearOfWrite(openedAt: number) {
  if (!replacing || openedAt < replacing.since) return
  clearInterval(replacing.timer)
  replacing = undefined
  replaceOpenedBefore(openedAt)
}

/**
 * Has every connection replaced once one of them finds that the database only reads, again and again until a write
 * succeeds. After a failover the next one leads to the server that took over, while those that are open would stay with
 * the old one, which goes on answering with what was true before: a connection that only reads would never know.
 */
export function replaceAfterFailover(client: Client, replace: () => void) {
  const { connection } = client as Connected
  const openedAt = performance.now()
  open.set(client, { openedAt, replace })
  client.once('end', () => open.delete(client))
  connection.on('errorMessage', ({ code }) => {
    if (code === READ_ONLY) replaceUntilWritten()
  })
  connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
    if (parameterName === ONLY_READS && parameterValue === 'on') replaceUntilWritten()
  })
  connection.on('commandComplete', ({ text }) => {
    if (replacing && WRITTEN.test(text)) hearOfWrite(openedAt)
  })
}

/** Whether a connection may be used again. */
export const isKept = (client: Client) => open.has(client)

/** Has the pool open another connection instead, once this one is not in use. */
export function replaceInPool(client: Client) {
  ;(client as Connected).__knex__disposed ??= 'the database only reads'
}

/** Ends a connection that is asked nothing more, once the last answer is in. */
export function endOnceAnswered(client: Client) {
  const end = () => void client.end()
  if ((client as Connected).readyForQuery) end()
  else client.once('drain', end)
}
