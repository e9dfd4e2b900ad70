import app from '@adonisjs/core/services/app'
import env from '#start/env'
import { defineConfig } from '@adonisjs/lucid'
import type { Client } from 'pg'
import { endWhenSilent, replaceAfterFailover, replaceInPool } from '#database/given_up_connections'
import { replanOutdated } from '#overrides/outdated_plans'
import { poolLog } from '#logs/pool_log'

const isServer = app.getEnvironment() === 'web'
const patience = env.get('DATABASE_TIMEOUT_SECONDS') * 1_000

/**
 * Whether a pooler gives each transaction another connection: then nothing can be kept on one, neither a setting nor a
 * prepared statement.
 */
export const isPooled = env.get('DATABASE_POOLER') === 'transaction'

/**
 * Limits how long a request waits: the database cancels the statement, and if it does not answer at all, we give up a
 * little later. Behind a pooler only we do, unless the role has its own limit. Commands take the time they need.
 */
const timeLimits = isServer && {
  connectionTimeoutMillis: patience,
  ...(!isPooled && { statement_timeout: patience }),
}

/**
 * Whatever the database and the role say: times are read as ISO 8601 in UTC, and whoever has waited for a lock sees what
 * the other one has committed. JIT compilation takes PostgreSQL up to a second, and saves nothing for statements that
 * read a few rows of many. Behind a pooler, set them on the role: see database/trouble.ts.
 */
const session = !isPooled && {
  options: [
    ...['-c jit=off', '-c datestyle=ISO', '-c timezone=UTC'],
    String.raw`-c default_transaction_isolation=read\ committed`,
  ].join(' '),
}

/** In the server, ends a connection that has been silent for longer than the database would let a statement run. */
export function limitSilence(connection: Client) {
  if (isServer) endWhenSilent(connection, isPooled ? patience : patience + 1_000)
}

function prepare(connection: Client, done: (error: null, connection: Client) => void) {
  limitSilence(connection)
  replaceAfterFailover(connection, () => replaceInPool(connection))
  replanOutdated(connection)
  done(null, connection)
}

/**
 * With DATABASE_URL: that server. Otherwise the embedded PostgreSQL, whose socket embedded_postgres_provider fills in
 * once it runs.
 */
const databaseConfig = defineConfig({
  connection: 'postgres',
  prettyPrintDebugQueries: false,
  connections: {
    postgres: {
      // Spread, since knex takes what Lucid's type does not know. An error holds the statement without its values.
      ...{ log: poolLog, compileSqlOnError: false },
      client: 'pg',
      connection: { connectionString: env.get('DATABASE_URL'), ...timeLimits, ...session },
      pool: {
        min: 0,
        max: env.get('DATABASE_POOL_MAX'),
        acquireTimeoutMillis: isServer ? Math.min(patience, 10_000) : 10_000,
        afterCreate: prepare,
      },
      migrations: { naturalSort: true, paths: ['database/migrations'] },
      schemaGeneration: {
        enabled: app.inDev,
        rulesPaths: ['./database/schema_rules.js'],
        excludeTables: ['adonis_schema', 'adonis_schema_versions'],
      },
      debug: app.inTest,
    },
  },
})

export default databaseConfig
