/** Entry point of the tests. */
import './compile_cache.js'

process.env.NODE_ENV = 'test'

const { createIgnitor, failToStart } = await import('./ignitor.js')
const { configure, processCLIArgs, run } = await import('@japa/runner')
const { prepareTestEnvironment } = await import('../tests/environment.js')
const { buildAssets } = await import('../tests/helpers/assets.js')

// Before the application boots: it looks only then whether there are any.
await buildAssets()

const removeEnvironment = await prepareTestEnvironment()

await createIgnitor()
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, ...config } = await import('../tests/bootstrap.js')
    processCLIArgs(process.argv.slice(2))
    configure({
      ...app.rcFile.tests,
      ...config,
      setup: runnerHooks.setup,
      teardown: [...runnerHooks.teardown, () => app.terminate(), removeEnvironment],
    })
  })
  .run(() => run())
  .catch(async (error) => {
    await failToStart(error)
    await removeEnvironment()
  })
