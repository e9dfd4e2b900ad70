import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { atExit } from '#database/embedded/users/exit'
import { unusedPort } from '#tests/run/unused_port'

/** What a developer's .env or shell asks for, or any port: several runs at the same time keep out of each other's way. */
const TEST_PORT = process.env.TEST_PORT || String(await unusedPort())

/** Tests of everything else share one address and are in a hurry; tests of limits set their own: helpers/people/limits.ts. */
const NO_LIMITS = {
  LIMIT_GUESSES: '1000000',
  LIMIT_NETWORK_FACTOR: '10000',
  LIMIT_READS_PER_MINUTE: '1000000',
  LIMIT_WRITES_PER_MINUTE: '1000000',
}

/** Chosen before anything of the application is imported, so that .env does not matter to the tests. */
const SETTINGS = {
  APP_PROFILE: 'development',
  APP_KEY: randomBytes(32).toString('base64url'),
  APP_PREVIOUS_KEYS: '',
  APP_URL: `http://localhost:${TEST_PORT}`,
  HOST: 'localhost',
  PORT: TEST_PORT,
  LOG_LEVEL: 'fatal',
  TRUST_PROXY: '',
  CORS_COOKIE_ORIGINS: 'https://friend.example',
  REDIS_URL: '',
  PRUNE_EVERY_MINUTES: '0',
  STORAGE_DISK: 'local',
  STORAGE_S3_BUCKET: '',
  ...NO_LIMITS,
}

/** Takes something away again. Synchronous, as a process that is interrupted cannot wait. */
type Removal = () => void

const DROP_DATABASE = fileURLToPath(new URL('run/drop_database.js', import.meta.url))

/** A database of its own on the server of DATABASE_URL, gone when the tests end. */
async function createDatabaseOn(server: string): Promise<Removal> {
  const name = `gatehouse_test_${randomBytes(6).toString('hex')}`
  const url = new URL(server)
  // Where many runs begin one after the other, they copy a database that has been migrated.
  const { TEST_TEMPLATE: template = 'template1' } = process.env
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect().catch((cause) => {
      throw Object.assign(new Error(`DATABASE_URL: ${cause.message}`), { code: 'E_INVALID_ENV' })
    })
    await client.query(`create database ${name} template ${template}`)
    // Nothing of it outlives the tests, so that none waits for the disk.
    await client.query(`alter database ${name} set synchronous_commit = off`)
  } finally {
    await client.end()
  }
  url.pathname = `/${name}`
  process.env.DATABASE_URL = url.href
  return () => void spawnSync(process.execPath, [DROP_DATABASE, server, name], { stdio: 'inherit' })
}

/** An embedded PostgreSQL of its own, in a temporary folder. */
async function createCluster(): Promise<Removal> {
  const { createTemporaryCluster } = await import('#database/embedded/cluster')
  const { connection, removeSync } = await createTemporaryCluster()
  const { host, port, user, database, password } = connection
  const url = new URL(`postgres://${user}@localhost:${port}/${database}`)
  if (password) url.password = password
  url.searchParams.set('host', host)
  process.env.DATABASE_URL = url.href
  return removeSync
}

/** A folder for the files, gone when the tests end. */
async function createStorage(): Promise<Removal> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-files-'))
  process.env.STORAGE_LOCAL_ROOT = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/**
 * Gives the tests a database, a storage and settings of their own. They are taken away as the process exits, however
 * it comes to that.
 */
export async function prepareTestEnvironment() {
  Object.assign(process.env, SETTINGS)
  const server = process.env.DATABASE_URL
  atExit(await createStorage())
  atExit(await (server ? createDatabaseOn(server) : createCluster()))
}
