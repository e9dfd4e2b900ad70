/** Entry point of the HTTP server. */
import './require_node.js'
import './compile_cache.js'
import cluster from 'node:cluster'

/** Imported here and not above, so that the compile cache is on by then, and what is refused is told by failToStart. */
const { createIgnitor, failToStart, readSettings } = await import('./ignitor.js')

async function start() {
  const env = await readSettings()
  const count = env.get('PROCESSES')
  if (count > 1 && cluster.isPrimary) {
    const { startProcesses } = await import('./processes.js')
    return startProcesses(count)
  }
  const { createHttpServer } = await import('#http/server')
  await createIgnitor().httpServer().start(createHttpServer)
}

await start().catch(async (error) => {
  await failToStart(error)
  // Vite would keep it alive, and npm run dev starts another at the next change only if this one has ended.
  if (process.env.DEV_MODE) process.exit()
})
