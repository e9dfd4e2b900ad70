import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const TEST_PORT = process.env.TEST_PORT ?? '3399'

/** Tests of everything else share one address and are in a hurry; tests of limits set their own: helpers/limits.ts. */
const NO_LIMITS = {
  LIMIT_GUESSES: '1000000',
  LIMIT_GUESSES_PER_NETWORK: '1000000',
  LIMIT_REGISTRATIONS_PER_HOUR: '1000000',
  LIMIT_RESETS_PER_HOUR: '1000000',
  LIMIT_MAILS_PER_HOUR: '1000000',
  LIMIT_ADDRESS_MAILS_PER_HOUR: '1000000',
  LIMIT_CONFIRMATIONS_TO_ADDRESS_PER_HOUR: '1000000',
  LIMIT_READS_PER_MINUTE: '1000000',
  LIMIT_WRITES_PER_MINUTE: '1000000',
  LIMIT_VISITOR_WRITES_PER_MINUTE: '1000000',
}

/** Chosen before anything of the application is imported, so that .env does not matter to the tests. */
const SETTINGS = {
  APP_PROFILE: 'development',
  APP_KEY: randomBytes(32).toString('base64url'),
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

type Removal = () => Promise<void>

/** A database of its own on the server of DATABASE_URL, gone when the tests end. */
async function createDatabaseOn(server: string): Promise<Removal> {
  const name = `gatehouse_test_${randomBytes(6).toString('hex')}`
  const url = new URL(server)
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }

  await administer(`create database ${name}`)
  // Nothing of it outlives the tests, so that none waits for the disk.
  await administer(`alter database ${name} set synchronous_commit = off`)
  url.pathname = `/${name}`
  process.env.DATABASE_URL = url.href
  return () => administer(`drop database if exists ${name} with (force)`)
}

/** An embedded PostgreSQL of its own, in a temporary folder. */
async function createCluster(): Promise<Removal> {
  const { createTemporaryCluster } = await import('#database/embedded/cluster')
  const { connection, remove } = await createTemporaryCluster()
  const { host, port, user, database, password } = connection
  const url = new URL(`postgres://${user}@localhost:${port}/${database}`)
  if (password) url.password = password
  url.searchParams.set('host', host)
  process.env.DATABASE_URL = url.href
  return remove
}

/** A folder for the files, gone when the tests end. */
async function createStorage(): Promise<Removal> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-files-'))
  process.env.STORAGE_LOCAL_ROOT = folder
  return () => rm(folder, { recursive: true })
}

/** Gives the tests a database, a storage and settings of their own; answers with what takes these away again. */
export async function prepareTestEnvironment(): Promise<Removal> {
  Object.assign(process.env, SETTINGS)
  const server = process.env.DATABASE_URL
  const removals = [
    await createStorage(),
    await (server ? createDatabaseOn(server) : createCluster()),
  ]
  return async () => {
    await Promise.all(removals.map((remove) => remove()))
  }
}
