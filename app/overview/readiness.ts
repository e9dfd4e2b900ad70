import type { Socket } from 'node:net'
import app from '@adonisjs/core/services/app'
import pg from 'pg'
import { maskSecrets } from '#secrets/secrets'
import { replaceUntilWritten } from '#database/given_up_connections'
import { missingMigrations } from '#database/migrations_state'
import { onlyReads } from '#database/trouble'
import env from '#start/env'
import fileStore from '#storage/file_store'

/** Milliseconds. Probes often give up after two seconds, and then take the process for dead. */
const PATIENCE = 1_500

export type Check = 'ok' | 'missing' | 'read_only' | 'unavailable'
type Checks = Record<string, Check>

/** A check of one dependency. */
type Look = (signal: AbortSignal) => Promise<Checks>

/** What a connection of pg has beyond its types. */
type Connected = pg.Client & { connection: { stream: Socket } }

/** The pool may lead to the same server, and nobody may come who would find out by writing. */
async function lookAtWriting(client: pg.Client): Promise<Check> {
  if (!(await onlyReads(client))) return 'ok'
  replaceUntilWritten()
  return 'read_only'
}

/**
 * Uses a connection of its own: the pool may be exhausted while the database is well, and a silent database would hold
 * a pooled connection forever.
 */
async function lookAtDatabase(signal: AbortSignal): Promise<Checks> {
  const settings = app.config.get<pg.ClientConfig>('database.connections.postgres.connection')
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: PATIENCE })
  const hangUp = () => void (client as Connected).connection.stream.destroy()
  client.on('error', () => {})
  signal.addEventListener('abort', hangUp)
  try {
    await client.connect()
    const database = await lookAtWriting(client)
    const missing = await missingMigrations((sql) => client.query(sql))
    return { database, migrations: missing.length ? 'missing' : 'ok' }
  } finally {
    signal.removeEventListener('abort', hangUp)
    client.end().catch(() => {})
  }
}

async function lookAtStorage(signal: AbortSignal): Promise<Checks> {
  await fileStore.look(signal)
  return { storage: 'ok' }
}

async function lookAtRedis(): Promise<Checks> {
  const { default: redis } = await import('@adonisjs/redis/services/main')
  await redis.connection('main').ping()
  return { redis: 'ok' }
}

const LOOKS: Record<string, Look> = {
  database: lookAtDatabase,
  storage: lookAtStorage,
  ...(env.get('REDIS_URL') && { redis: lookAtRedis }),
}

/** @throws Error saying what is wrong, or that it took too long */
function inTime(look: Look) {
  const signal = AbortSignal.timeout(PATIENCE)
  const tooLate = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason))
  )
  return Promise.race([look(signal), tooLate])
}

async function lookAtAll() {
  const faults: Record<string, string> = {}
  const looking = Object.entries(LOOKS).map(([name, look]) =>
    inTime(look).catch((error): Checks => {
      faults[name] = maskSecrets(String(error))
      return { [name]: 'unavailable' }
    })
  )
  const checks: Checks = Object.assign({}, ...(await Promise.all(looking)))
  return { isReady: Object.values(checks).every((check) => check === 'ok'), checks, faults }
}

let looking: ReturnType<typeof lookAtAll> | undefined

/** Whether people can be served. However many probes ask at once, the check runs once. */
export function readiness() {
  looking ??= lookAtAll().finally(() => (looking = undefined))
  return looking
}
