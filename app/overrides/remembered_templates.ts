import type { Vite } from '@adonisjs/vite'
import type { Edge } from 'edge.js'

/** Returns the earlier result for the same arguments. */
function remembering<Args extends unknown[], Result>(find: (...args: Args) => Result) {
  const known = new Map<string, Result>()
  return (...args: Args) => {
    const key = args.length > 1 ? args.join('\n') : String(args[0])
    const result = known.has(key) ? known.get(key)! : find(...args)
    known.set(key, result)
    return result
  }
}

/**
 * For production and tests, where templates and assets do not change. Edge 6.5.1 lists the components folder for every
 * page and compiles a page's `@include`s each time, even with `cache: true`: the public page took nine times the
 * processor time. The tags of @adonisjs/vite 6.0.2 were a thirtieth of the rest. Guarded by
 * tests/unit/overrides/remembered_templates.spec.ts.
 */
export function rememberTemplates({ loader, compiler, asyncCompiler }: Edge, vite: Vite) {
  loader.listComponents = remembering(loader.listComponents.bind(loader))
  compiler.compile = remembering(compiler.compile.bind(compiler))
  asyncCompiler.compile = remembering(asyncCompiler.compile.bind(asyncCompiler))
  vite.generateEntryPointsTags = remembering(vite.generateEntryPointsTags.bind(vite))
}
