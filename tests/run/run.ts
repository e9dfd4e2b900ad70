import type { ApplicationService } from '@adonisjs/core/types'
import { configure, processCLIArgs, run } from '@japa/runner'
import type { TestSuite } from '@japa/runner/types'
import { atExit } from '#database/embedded/users/exit'
import { prepareTestEnvironment } from '#tests/environment'
import { isLane, sayInterrupted } from '#tests/run/screen'
import { endChildren, expectEnd } from '#tests/run/watchdog'
import { createIgnitor, failToStart } from '../../bin/ignitor.js'

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }

/** Ctrl-C ends a run at once: what is to be removed is removed as the process exits. */
function endOnSignals() {
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (!isLane) sayInterrupted(signal)
      process.exit(128 + number)
    })
  }
}

async function runSuites(app: ApplicationService, suites: TestSuite[]) {
  const { hooks, ...config } = await import('#tests/bootstrap')
  processCLIArgs(process.argv.slice(2))
  // What tests start is no lane. This one has read both by now.
  if (isLane) for (const name of ['TEST_LANE', 'FORCE_COLOR']) delete process.env[name]
  configure({ ...app.rcFile.tests, ...config, ...hooks, suites })
  await run()
}

/**
 * Runs suites, by default those of adonisrc.ts, in an environment of their own. Whatever they leave open, the process
 * ends soon afterwards.
 */
export async function runTests(suites?: TestSuite[]) {
  endOnSignals()
  let app: ApplicationService | undefined
  try {
    await prepareTestEnvironment()
    atExit(endChildren)
    await createIgnitor()
      .tap((created) => void (app = created))
      .testRunner()
      .run((started) => runSuites(started, suites ?? started.rcFile.tests.suites))
  } catch (error) {
    await failToStart(error)
  }
  expectEnd()
  await app?.terminate()
}
