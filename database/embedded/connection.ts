import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { ClusterPlace } from './folders.js'
import { CLUSTER_DATABASE, CLUSTER_USER } from './initialise.js'
import type { Postmaster } from './postmaster.js'

/** What `pg` needs to connect: on Unix `host` is the folder of the socket, and there is no password. */
export type EmbeddedConnection = {
  host: string
  port: number
  user: string
  database: string
  password?: string
}

/** `busy`: it answers that it is starting, recovering or shutting down. */
export type Answer = 'ready' | 'busy' | 'unreachable'

/** Starting up, shutting down or just stopped: admin_shutdown, crash_shutdown, cannot_connect_now */
const TRANSIENT = ['57P01', '57P02', '57P03']
const [NO_SUCH_DATABASE, DATABASE_EXISTS] = ['3D000', '42P04']
const ANSWER_TIMEOUT_MS = 2_000

/** How to reach the server, `undefined` while it has not opened its socket or port. */
export function connectionOf(
  postmaster: Postmaster,
  place: ClusterPlace
): EmbeddedConnection | undefined {
  const { port, socket } = postmaster
  const account = { user: CLUSTER_USER, database: CLUSTER_DATABASE }
  if (!place.socket) {
    return { host: '127.0.0.1', port, ...account, password: readFileSync(place.password, 'utf8') }
  }
  return socket ? { host: socket, port, ...account } : undefined
}

/** True if the socket that the server opened was deleted: nobody can reach it any more. */
export function hasLostSocket({ port, socket }: Postmaster): boolean {
  return socket !== '' && !existsSync(join(socket, `.s.PGSQL.${port}`))
}

async function query(connection: EmbeddedConnection, statement: string): Promise<void> {
  const client = new pg.Client({
    ...connection,
    ssl: false,
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
  })
  // If the server stops while we talk to it, the rejected query reports that as well.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * Checks whether the server is ready, and creates the application's database if it is missing.
 * @throws Error if the server refuses for a reason that waiting does not change
 */
export async function probe(connection: EmbeddedConnection): Promise<Answer> {
  try {
    await query(connection, 'SELECT 1')
    return 'ready'
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === NO_SUCH_DATABASE) return createDatabase(connection)
    if (TRANSIENT.includes(code)) return 'busy'
    // PostgreSQL's own codes have five characters; other codes come from the socket.
    if (/^(?=.*\d)[0-9A-Z]{5}$/.test(code)) throw error
    return 'unreachable'
  }
}

async function createDatabase(connection: EmbeddedConnection): Promise<Answer> {
  try {
    const maintenance = { ...connection, database: 'postgres' }
    await query(maintenance, `CREATE DATABASE ${pg.escapeIdentifier(connection.database)}`)
  } catch (error) {
    if ((error as { code?: string }).code !== DATABASE_EXISTS) throw error
  }
  return 'ready'
}
