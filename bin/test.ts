/** Entry point of the tests. */
import './compile_cache.js'
import { availableParallelism } from 'node:os'

process.env.NODE_ENV = 'test'

const { isLane } = await import('#tests/run/screen')
const { buildAssets } = await import('#tests/helpers/servers/assets')

// Before the application boots: it looks only then whether there are any.
if (!isLane) await buildAssets()

/** Whoever names suites, files or a reporter gets one process, whose output comes as it is. */
const isWholeRun = process.argv.length === 2

if (isWholeRun && availableParallelism() > 1) {
  const { default: adonisrc } = await import('../adonisrc.js')
  const { runInLanes } = await import('#tests/run/lanes')
  const { splitSuites } = await import('#tests/run/split')
  await runInLanes(splitSuites(adonisrc.tests!.suites.map(({ name }) => name)))
} else {
  const { runTests } = await import('#tests/run/run')
  await runTests()
}
