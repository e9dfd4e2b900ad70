import type { RequestListener, Server } from 'node:http'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import db from '@adonisjs/lucid/services/db'
import { apiClient } from '@japa/api-client'
import { assert } from '@japa/assert'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import { dot, github, ndjson, spec } from '@japa/runner/reporters'
import type { Config } from '@japa/runner/types'
import { writeRefusals } from '#activity/refusals'
import { sealEvents } from '#history/seal'
import { verifyEvents } from '#history/verify'
import { createHttpServer } from '#http/server'
import { browserPlugin, leaveOutBrowser } from '#tests/helpers/browser/browser'
import { exposurePlugin } from '#tests/helpers/clients/watched_answers'
import { watchValidators } from '#tests/helpers/documents/declared_validators'
import { releasePlugin } from '#tests/helpers/release'
import { liftLimits } from '#tests/helpers/people/limits'
import { rememberHashes } from '#tests/helpers/people/remembered_hashes'
import { brief } from '#tests/run/reporter'
import { watchdogPlugin } from '#tests/run/watchdog'

export const plugins: Config['plugins'] = [
  watchdogPlugin,
  releasePlugin,
  exposurePlugin,
  assert(),
  apiClient(process.env.APP_URL),
  pluginAdonisJS(app),
  leaveOutBrowser,
  browserPlugin,
]

/** `--reporters=spec` tells the title of every test. */
export const reporters: Config['reporters'] = {
  activated: process.env.GITHUB_ACTIONS === 'true' ? ['brief', 'github'] : ['brief'],
  list: [brief, spec(), dot(), ndjson(), github()],
}

/** Only upwards: the database goes as a whole. */
async function migrate() {
  const migrations = new MigrationRunner(db, app, { direction: 'up' })
  await migrations.run()
  if (migrations.error) throw migrations.error
}

export const hooks: Pick<Config, 'setup'> = { setup: [migrate, liftLimits] }

/** All that a suite has recorded is as it was recorded. */
async function verifyAllEvents() {
  await writeRefusals()
  await sealEvents()
  await verifyEvents()
}

/** The server that is tested. A connection that a test has left open does not keep it. */
async function serve() {
  let server: Server
  const close = await testUtils
    .httpServer()
    .start((handler) => (server = createHttpServer(handler as RequestListener)))
  return async () => {
    server.closeAllConnections()
    await close()
    await verifyAllEvents()
  }
}

/** Everything but the unit tests goes through the front door: over HTTP, to the real server. */
export const configureSuite: Config['configureSuite'] = (suite) => {
  if (suite.name === 'unit') return
  suite.setup(() => rememberHashes())
  suite.setup(() => watchValidators())
  suite.setup(serve)
}
