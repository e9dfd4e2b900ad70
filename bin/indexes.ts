import { globSync, readFileSync } from 'node:fs'
import { cliui } from '@adonisjs/core/ace'
import type { ApplicationService } from '@adonisjs/core/types'

/** What routes and events import by name, from the index files in .adonisjs/server. */
const INDEXED = ['controllers', 'events', 'listeners']

const asText = (paths: string[]) => [...paths].sort().join('\n')

function sourcesOf(kind: string, app: ApplicationService) {
  const files = globSync('**/!(*.d).ts', { cwd: app.makePath('app', kind) })
  return files.map((file) => file.replaceAll('\\', '/').replace(/\.ts$/, ''))
}

function isUpToDate(kind: string, app: ApplicationService) {
  try {
    const index = readFileSync(app.makePath('.adonisjs/server', `${kind}.ts`), 'utf8')
    const imported = [...index.matchAll(/'#\w+\/([^']+)'/g)].map(([, path]) => path)
    return asText(imported) === asText(sourcesOf(kind, app))
  } catch {
    return false
  }
}

/**
 * Writes the index files anew where a controller, an event or a listener came or went, so that a route can name it at
 * once. To look takes a few milliseconds. A build was made with its index files, and has no sources to look at.
 */
export async function updateIndexes(app: ApplicationService) {
  if (!import.meta.filename.endsWith('.ts')) return
  if (INDEXED.every((kind) => isUpToDate(kind, app))) return

  const { CodeGen } = await import('@adonisjs/assembler')
  const codegen = new CodeGen(app.appRoot, { hooks: app.rcFile.hooks })
  codegen.ui.logger = cliui({ mode: 'silent' }).logger
  await codegen.run()
}
