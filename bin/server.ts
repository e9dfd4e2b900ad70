/** Entry point of the HTTP server. */
import './require_node.js'
import './compile_cache.js'
import cluster from 'node:cluster'

/** Imported here and not above, so that the compile cache is on by then, and what is refused is told by failToStart. */
const { APP_ROOT, createIgnitor, failToStart } = await import('./ignitor.js')
const { createMissingEnvFile } = await import('./env_file.js')

async function start() {
  await createMissingEnvFile(APP_ROOT)
  const { default: env } = await import('#start/env')
  const count = env.get('PROCESSES')
  if (count > 1 && cluster.isPrimary) {
    const { startProcesses } = await import('./processes.js')
    return startProcesses(count)
  }
  const { createHttpServer } = await import('#http/server')
  await createIgnitor().httpServer().start(createHttpServer)
}

await start().catch(failToStart)
