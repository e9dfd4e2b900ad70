import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { apiClient } from '@japa/api-client'
import { assert } from '@japa/assert'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'
import { createHttpServer } from '#http/server'
import { browserPlugins, reportMissingBrowser } from '#tests/helpers/browser'
import { rememberHashes } from '#tests/helpers/remembered_hashes'

export const plugins: Config['plugins'] = [
  assert(),
  apiClient(process.env.APP_URL),
  pluginAdonisJS(app),
  ...browserPlugins(),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [() => testUtils.db().migrate(), reportMissingBrowser],
  teardown: [],
}

/** Everything but the unit tests goes through the front door: over HTTP, to the real server. */
export const configureSuite: Config['configureSuite'] = (suite) => {
  if (suite.name === 'unit') return
  suite.setup(() => rememberHashes())
  suite.setup(() => testUtils.httpServer().start(createHttpServer))
}
