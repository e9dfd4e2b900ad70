/**
 * Keeps what V8 made of each module, so that the next start need not compile it again: that takes an eighth of the
 * processor time off the start.
 */
import module from 'node:module'
import { fileURLToPath } from 'node:url'

/** Not the system's temporary folder, where others could put something for us to run. */
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)))
