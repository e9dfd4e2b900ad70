/** Entry point of the ace commands. */
import './require_node.js'
import './compile_cache.js'
import './unread_output.js'
import './end_with_npm.js'

const isHelp = (word: string) => word === '--help' || word === '-h'

/** Ace would ask for the arguments of a command even where it is to be explained: that is left to commands/help.ts. */
function asked(words: string[]) {
  const options = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
  const [command] = options
  if (!options.some(isHelp) || command.startsWith('-')) return words
  return ['help', command, ...options.filter((word) => /^--(no-)?ansi$/.test(word))]
}

const { createIgnitor, failToStart, OPERATORS_ERRORS } = await import('./ignitor.js')
const { tellPlainly } = await import('../commands/_console.js')

await createIgnitor()
  .ace()
  .configure(async (app) => {
    const ace = await app.container.make('ace')
    Object.assign(ace.errorHandler, { knownErrorCodes: OPERATORS_ERRORS })
    tellPlainly(ace)
  })
  .handle(asked(process.argv.slice(2)))
  .catch(failToStart)
