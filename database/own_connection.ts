import type { Socket } from 'node:net'
import db from '@adonisjs/lucid/services/db'
import type { Client } from 'pg'
import { limitSilence } from '#config/database'

/** What knex uses to fill its pool, and pg's own socket, beyond their types. */
type Maker = { client: { acquireRawConnection(): Promise<Client> } }
type Connected = Client & { connection: { stream: Socket } }

/**
 * A connection beside Lucid's pool, with the same settings and time limits. It keeps no process from ending.
 * @throws what the pool would throw if the database is away
 */
export async function openConnection(): Promise<Client> {
  const { client } = db.connection().getReadClient() as unknown as Maker
  const connection = await client.acquireRawConnection()
  limitSilence(connection)
  ;(connection as Connected).connection.stream.unref()
  return connection
}

/** The last one that was given back. */
let spare: Client | undefined

async function open() {
  const connection = await openConnection()
  // Whoever uses it gets to know with the next statement.
  connection.on('error', () => {})
  return connection.once('end', () => {
    if (spare === connection) spare = undefined
  })
}

function giveBack(connection: Client) {
  if (spare) return void connection.end()
  spare = connection
}

/**
 * A transaction on a connection beside Lucid's pool, for what lasts while others need the pool. One connection is kept
 * for the next.
 */
export async function transactionBesidePool<T>(work: (connection: Client) => Promise<T>) {
  const kept = spare
  spare = undefined
  const connection = kept ?? (await open())
  try {
    await connection.query('begin')
    const result = await work(connection)
    await connection.query('commit')
    giveBack(connection)
    return result
  } catch (error) {
    await connection.end().catch(() => {})
    throw error
  }
}
