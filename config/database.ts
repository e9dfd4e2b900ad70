import app from '@adonisjs/core/services/app'
import env from '#start/env'
import { defineConfig } from '@adonisjs/lucid'
import type { Client } from 'pg'
import { endWhenSilent } from '#database/silent_connection'

const isServer = app.getEnvironment() === 'web'
const patience = env.get('DATABASE_TIMEOUT_SECONDS') * 1_000

/**
 * Whether a pooler gives each transaction another connection of the database: then nothing can be kept on one, be it
 * a setting or a prepared statement.
 */
export const isPooled = env.get('DATABASE_POOLER') === 'transaction'

/**
 * Nobody who waits for an answer waits longer for the database: it gives the statement up, and where it does not
 * answer at all, we do, a little later. Behind a pooler only we do, unless the role has a limit of its own. Commands
 * take the time they need.
 */
const timeLimits = isServer && {
  connectionTimeoutMillis: patience,
  ...(!isPooled && { statement_timeout: patience }),
}

/**
 * Compiling a statement takes PostgreSQL up to a second, and saves nothing in those that read a few rows of many.
 * Behind a pooler the role says so.
 */
const planning = !isPooled && { options: '-c jit=off' }

/** In the server, ends a connection that has been silent for longer than the database would let a statement run. */
export function limitSilence(connection: Client) {
  if (isServer) endWhenSilent(connection, isPooled ? patience : patience + 1_000)
}

function prepare(connection: Client, done: (error: null, connection: Client) => void) {
  limitSilence(connection)
  done(null, connection)
}

/**
 * With DATABASE_URL: that server. Without: the embedded PostgreSQL, whose
 * socket the embedded_postgres_provider fills in once it runs.
 */
const databaseConfig = defineConfig({
  connection: 'postgres',
  prettyPrintDebugQueries: false,
  connections: {
    postgres: {
      client: 'pg',
      connection: { connectionString: env.get('DATABASE_URL'), ...timeLimits, ...planning },
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
