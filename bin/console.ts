/** Entry point of the ace commands. */
import './require_node.js'
import './compile_cache.js'

/** Whoever reads our lines may stop before the last one, as in `node ace list | head`. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

const { createIgnitor, failToStart, OPERATORS_ERRORS } = await import('./ignitor.js')

await createIgnitor()
  .ace()
  .configure(async (app) => {
    const ace = await app.container.make('ace')
    Object.assign(ace.errorHandler, { knownErrorCodes: OPERATORS_ERRORS })
  })
  .handle(process.argv.slice(2))
  .catch(failToStart)
