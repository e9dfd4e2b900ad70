/*
| Has Node read TypeScript as @poppinss/ts-exec does, for the processes that tests start: those are hundreds, and each
| starts with half the work. That one works in a thread of its own, which every import waits for, and transpiles
| each file again in every process.
*/
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, registerHooks, setSourceMapsSupport } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rememberImports } from './package_imports.js'

const OPTIONS = {
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'esnext',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { decoratorMetadata: true, legacyDecorator: true },
    experimental: { keepImportAttributes: true },
    keepClassNames: true,
  },
}

const require = createRequire(import.meta.url)
const kept = new URL('../../../node_modules/.cache/typescript/', import.meta.url)
const madeWith = JSON.stringify([OPTIONS, require('@swc/core/package.json').version])

/** Of the application that is started, which may be a clone of this one. */
const root = pathToFileURL(`${process.cwd()}/`)

function readRooms() {
  const file = new URL('package.json', root)
  const { imports = {} } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  return Object.entries(imports).map(([name, path]) => [
    name.replace('*', ''),
    new URL(path.replace('*.js', ''), root),
  ])
}

/** By what comes before the star in package.json: `#models/` is `./app/models/`. */
const rooms = new Map(readRooms())

setSourceMapsSupport(true)
mkdirSync(kept, { recursive: true })
const resolvePackage = rememberImports(kept, root)

/** The TypeScript that an import of ours means, whether there is any or not. */
function typescriptOf(specifier, parentURL) {
  const [room] = /^#\w+\//.exec(specifier) ?? []
  if (rooms.has(room) && parentURL?.startsWith(root.href))
    return new URL(`${specifier.slice(room.length)}.ts`, rooms.get(room))
  if (/^\.\.?\/.*\.js$/.test(specifier) && parentURL?.endsWith('.ts'))
    return new URL(specifier.replace(/js$/, 'ts'), parentURL)
}

/** Once for each content of a file, wherever it lies. Another process may be at the same. */
function transpile(filename) {
  const source = readFileSync(filename, 'utf8')
  const name = createHash('sha256')
    .update(`${madeWith}\n${basename(filename)}\n${source}`)
    .digest('hex')
  const path = fileURLToPath(new URL(`${name}.js`, kept))
  if (existsSync(path)) return readFileSync(path, 'utf8')

  const { code } = require('@swc/core').transformSync(source, {
    ...OPTIONS,
    filename,
    sourceFileName: basename(filename),
  })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, code)
  renameSync(unfinished, path)
  return code
}

registerHooks({
  resolve(specifier, context, next) {
    const ours = typescriptOf(specifier, context.parentURL)
    if (ours && existsSync(ours)) return { url: ours.href, format: 'module', shortCircuit: true }
    const known = resolvePackage(specifier, context, next)
    if (known) return known
    try {
      return next(specifier, context)
    } catch (error) {
      // What is imported as .js may be written as .ts.
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || !error.url?.endsWith('.js')) throw error
      return next(error.url.replace(/js$/, 'ts'), context)
    }
  },

  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context)
    return { format: 'module', source: transpile(fileURLToPath(url)), shortCircuit: true }
  },
})
