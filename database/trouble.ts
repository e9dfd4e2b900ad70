import type { Socket } from 'node:net'
import app from '@adonisjs/core/services/app'
import pg from 'pg'
import { missingMigrations } from '#database/migrations_state'

const OLDEST = 15

/** Milliseconds. */
const PATIENCE = 5_000

type Connected = pg.Client & { connection: { stream: Socket } }

/** PostgreSQL's codes for a login that it refuses, or refuses for this database. */
const REFUSALS: Record<string, string> = {
  '3D000': 'There is no such database on that server: create it, or correct DATABASE_URL.',
  '28P01': 'The database refuses the password: correct DATABASE_URL.',
  '28000': 'The database refuses the user: correct DATABASE_URL.',
  '08P01':
    'What answers is no PostgreSQL, but perhaps a pooler: then set DATABASE_POOLER=transaction.',
  '42501': 'The user of DATABASE_URL may not read the tables: grant the rights.',
}

/** @param version in PostgreSQL's numbering: 150003 is 15.3 */
export function versionTrouble(version: number) {
  const major = Math.floor(version / 10_000)
  return major < OLDEST ? `PostgreSQL ${major} is too old: ${OLDEST} or newer is needed.` : null
}

/** On for a standby as well, whatever its settings say. */
const ONLY_READS = `select current_setting('transaction_read_only')::bool as "onlyReads"`

/** Whether the server at the other end of a connection refuses every write, as a standby does. */
export async function onlyReads(client: pg.Client) {
  const { rows } = await client.query<{ onlyReads: boolean }>(ONLY_READS)
  return rows[0].onlyReads
}

async function writingTrouble(client: pg.Client) {
  if (!(await onlyReads(client))) return null
  return 'The database can only be read, as a standby: name the server that takes writes in DATABASE_URL.'
}

/** Settings that nothing works without. Ours, unless a pooler or an option of DATABASE_URL stands in between. */
const NEEDED = [
  { name: 'datestyle', fits: /^ISO\b/, best: 'ISO' },
  {
    name: 'default_transaction_isolation',
    fits: /^read (un)?committed$/,
    best: 'read committed',
  },
]

async function settingTrouble(client: pg.Client) {
  for (const { name, fits, best } of NEEDED) {
    const { rows } = await client.query<{ is: string }>('select current_setting($1) as is', [name])
    if (!fits.test(rows[0].is))
      return `The database has ${name} = '${rows[0].is}', with which Gatehouse cannot work: set '${best}' for the role of DATABASE_URL.`
  }
  return null
}

async function migrationTrouble(client: pg.Client) {
  const { length } = await missingMigrations((sql) => client.query(sql))
  if (length === 0) return null
  const command = `node ace migration:run${app.inProduction ? ' --force' : ''}`
  return `The database lacks ${length === 1 ? 'a migration' : `${length} migrations`}: run "${command}".`
}

function connectionTrouble(error: unknown) {
  const { code, message } = error as { code?: string; message?: string }
  return REFUSALS[code ?? ''] ?? `The database does not answer (${message || code}).`
}

type Asking = {
  /** By whoever runs the migrations, and knows that some are missing. */
  isMigrating?: boolean
  /** By a process that has nothing else to do: otherwise it keeps none alive that was told to end meanwhile. */
  isAwaited?: boolean
}

async function connect({ isAwaited }: Asking) {
  const settings = app.config.get<pg.ClientConfig>('database.connections.postgres.connection')
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: PATIENCE })
  client.on('error', () => {})
  await client.connect()
  if (!isAwaited) (client as Connected).connection.stream.unref()
  return client
}

/** Why requests will fail because of the database, in a line that says what to do; null if all is well. */
export async function databaseTrouble(asking: Asking = {}): Promise<string | null> {
  let client: pg.Client | undefined
  try {
    client = await connect(asking)
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`
    )
    return (
      versionTrouble(rows[0].version) ??
      (await writingTrouble(client)) ??
      (await settingTrouble(client)) ??
      (asking.isMigrating ? null : await migrationTrouble(client))
    )
  } catch (error) {
    return connectionTrouble(error)
  } finally {
    client?.end().catch(() => {})
  }
}
