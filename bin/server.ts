/** Entry point of the HTTP server. */
import './require_node.js'
import './compile_cache.js'

/** Imported here and not above, so that the compile cache is on by then, and what is refused is told by failToStart. */
const { createIgnitor, failToStart } = await import('./ignitor.js')

async function start() {
  const { createHttpServer } = await import('#http/server')
  await createIgnitor().httpServer().start(createHttpServer)
}

await start().catch(failToStart)
