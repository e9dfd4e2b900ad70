/** Exits 0 where a PostgreSQL of version 15 or newer answers at the given URL. */
import pg from 'pg'

const client = new pg.Client({ connectionString: process.argv[2], connectionTimeoutMillis: 3000 })
try {
  await client.connect()
  const { rows } = await client.query('show server_version_num')
  process.exitCode = Number(rows[0].server_version_num) >= 150000 ? 0 : 1
} catch {
  process.exitCode = 1
} finally {
  await client.end().catch(() => {})
}
