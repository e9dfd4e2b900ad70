/** Drops a database of the tests: a process of its own, for one that is about to exit and cannot wait by itself. */
import pg from 'pg'

const [server, name] = process.argv.slice(2)
const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 5_000 })
try {
  await client.connect()
  await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
} catch (error) {
  process.stderr.write(`The database ${name} of the tests could not be dropped: ${error.message}\n`)
} finally {
  await client.end()
}
