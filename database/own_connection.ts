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
