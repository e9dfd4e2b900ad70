/** Entry point of the ace commands. */
import './require_node.js'
import './compile_cache.js'

const { createIgnitor, failToStart, OPERATORS_ERRORS } = await import('./ignitor.js')

await createIgnitor()
  .ace()
  .configure(async (app) => {
    const ace = await app.container.make('ace')
    Object.assign(ace.errorHandler, { knownErrorCodes: OPERATORS_ERRORS })
  })
  .handle(process.argv.splice(2))
  .catch(failToStart)
