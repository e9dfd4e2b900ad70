import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { DATABASE_PREFIX } from './load/processor.js'

/** Runs one statement or several on the server's own database. */
async function administer(server: string, statement: string) {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** The server of DATABASE_URL, or an embedded one in a temporary folder. */
async function findServer() {
  const server = process.env.DATABASE_URL
  if (server) return { server, stop: async () => {} }

  const { createTemporaryCluster } = await import('#database/embedded/cluster')
  const { connection, remove } = await createTemporaryCluster()
  const { host, port, user, database, password } = connection
  const url = new URL(`postgres://${user}@localhost:${port}/${database}`)
  if (password) url.password = password
  url.searchParams.set('host', host)
  return { server: url.href, stop: remove }
}

/** A database of our own, gone when the benchmark ends. */
export async function createDatabase() {
  const { server, stop } = await findServer()
  const name = DATABASE_PREFIX + randomBytes(6).toString('hex')
  await administer(server, `create database ${name}`)

  const url = new URL(server)
  url.pathname = `/${name}`
  const remove = async () => {
    await administer(server, `drop database if exists ${name} with (force)`)
    await stop()
  }
  return { url: url.href, remove }
}

/** What the server calls itself, e.g. "PostgreSQL 15.20". */
export async function versionOf(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ version: string }>('select version()')
  await client.end()
  return rows[0].version.split(' ').slice(0, 2).join(' ')
}
