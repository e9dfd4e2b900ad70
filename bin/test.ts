/** Entry point of the tests. */
import './compile_cache.js'

process.env.NODE_ENV = 'test'

const { runTests } = await import('#tests/run/run')
const { buildAssets } = await import('#tests/helpers/servers/assets')

// Before the application boots: it looks only then whether there are any.
await buildAssets()

await runTests()
