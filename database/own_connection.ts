import type { Socket } from 'node:net'
import db from '@adonisjs/lucid/services/db'
import type { Client } from 'pg'
import { limitSilence } from '#config/database'
import { isKept, replaceAfterFailover } from '#database/given_up_connections'

/** What knex uses to fill its pool, and pg's own socket, beyond their types. */
type Maker = { client: { acquireRawConnection(): Promise<Client> } }
type Connected = Client & { connection: { stream: Socket } }

/**
 * A connection beside Lucid's pool, with the same settings and time limits. It keeps no process from ending.
 * @param giveUp called when it may lead to a server that another has taken over from: use it no more, and end it
 * @throws what the pool would throw if the database is away
 */
export async function openConnection(giveUp: (connection: Client) => void): Promise<Client> {
  const { client } = db.connection().getReadClient() as unknown as Maker
  const connection = await client.acquireRawConnection()
  limitSilence(connection)
  ;(connection as Connected).connection.stream.unref()
  replaceAfterFailover(connection, () => giveUp(connection))
  return connection
}

/** The last one that was given back. */
let spare: Client | undefined

function forget(connection: Client) {
  if (spare === connection) spare = undefined
}

/** One in use has a transaction to end, and is not kept after it. */
function replace(connection: Client) {
  if (spare !== connection) return
  forget(connection)
  void connection.end()
}

async function open() {
  const connection = await openConnection(replace)
  // Whoever uses it gets to know with the next statement.
  connection.on('error', () => {})
  return connection.once('end', () => forget(connection))
}

function giveBack(connection: Client) {
  if (spare || !isKept(connection)) return void connection.end()
  spare = connection
}

/**
 * Such a transaction is idle while its work goes on elsewhere, for minutes. The limits that a role may have, and those
 * of PostgreSQL 17 and later, would end it in the middle, and let another process begin the same work.
 */
const BEGIN = `
  begin;
  set local idle_in_transaction_session_timeout = 0;
  select set_config('transaction_timeout', '0', true) where current_setting('transaction_timeout', true) is not null`

/**
 * A transaction on a connection beside Lucid's pool, for what lasts while others need the pool. One connection is kept
 * for the next.
 */
export async function transactionBesidePool<T>(work: (connection: Client) => Promise<T>) {
  const kept = spare
  spare = undefined
  const connection = kept ?? (await open())
  try {
    await connection.query(BEGIN)
    const result = await work(connection)
    await connection.query('commit')
    giveBack(connection)
    return result
  } catch (error) {
    // If the database says nothing, this fails in time; the end of a connection is waited for without a limit.
    await connection.query('rollback').catch(() => {})
    void connection.end()
    throw error
  }
}
