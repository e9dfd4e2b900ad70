/*
| Remembers, for the processes that tests start, what imports of packages mean: it takes the file system hundreds of
| looks to find out, a fifth of the work of a start.
*/
import { createHash } from 'node:crypto'
import {
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { fileURLToPath } from 'node:url'

const packages = new URL('../../../node_modules/', import.meta.url)

/** npm writes it whenever a package comes, goes or changes. */
const LIST = new URL('.package-lock.json', packages)

/** What stands here may have packages of its own. */
const ELSEWHERE = /^(benchmarks|clients|examples)\//

/** Those of packages and of Node by their name, and files of a package by their path. */
const LASTING = /^(\.|node:|@?\w[^:]*$)/

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})

function fileIn(folder) {
  const { mtimeMs } = statSync(LIST)
  const stamp = createHash('sha256').update([process.version, packages.href, mtimeMs].join())
  return new URL(`imports-${stamp.digest('hex').slice(0, 16)}.json`, folder)
}

/** A clone has the same packages by a link. */
function hasSamePackages(root) {
  const own = new URL('node_modules', root)
  return existsSync(own) && realpathSync(own) === realpathSync(packages)
}

/**
 * @param folder where to keep them
 * @param root of the application that is started
 * @returns what answers an import, by asking only for what is not known yet; null for one that is not to be kept
 */
export function rememberImports(folder, root) {
  if (!existsSync(LIST)) return () => null
  const file = fileIn(folder)
  const known = readJson(file)
  const isOurs = hasSamePackages(root)
  let isComplete = true

  /** Another process may have found others meanwhile. */
  process.on('exit', () => {
    if (isComplete) return
    const unfinished = `${fileURLToPath(file)}.${process.pid}`
    writeFileSync(unfinished, JSON.stringify({ ...readJson(file), ...known }))
    renameSync(unfinished, file)
  })

  function nameOf(specifier, { parentURL = '', conditions }) {
    if (!LASTING.test(specifier)) return null
    const name = `${conditions.includes('require') ? 'require' : 'import'} ${specifier}`
    if (parentURL.startsWith(packages.href))
      return `${name} ${parentURL.slice(packages.href.length, parentURL.lastIndexOf('/'))}`
    const isFromUs = isOurs && parentURL.startsWith(root.href) && !specifier.startsWith('.')
    return isFromUs && !ELSEWHERE.test(parentURL.slice(root.href.length)) ? name : null
  }

  return (specifier, context, next) => {
    const name = nameOf(specifier, context)
    if (!name) return null
    if (!known[name]) {
      const { url, format } = next(specifier, context)
      known[name] = { url, format }
      isComplete = false
    }
    return { ...known[name], shortCircuit: true }
  }
}
