import './require_node.js'
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { createMissingEnvFile } from './env_file.js'
import { updateIndexes } from './indexes.js'

/** The root of the application: of the sources, or of the production build. */
export const APP_ROOT = new URL('../', import.meta.url)

const importer = (path: string) =>
  path.startsWith('./') || path.startsWith('../')
    ? import(new URL(path, APP_ROOT).href)
    : import(path)

/** What the server, the ace commands and the tests start alike. */
export function createIgnitor() {
  return new Ignitor(APP_ROOT, { importer }).tap((app) => {
    app.booting(async () => {
      await createMissingEnvFile(APP_ROOT)
      await updateIndexes(app)
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
    app.listen('SIGINT', () => app.terminate())
  })
}

/** What an operator mends: told in a line, without a stack. */
export const OPERATORS_ERRORS = ['E_INVALID_ENV', 'E_NO_EMBEDDED_POSTGRES']

/** @returns the line for what an operator mends, or null where it is a defect of ours */
function lineFor(error: unknown) {
  if (!(error instanceof Error) || !('code' in error)) return null
  const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE' && syscall === 'listen')
    return `PORT: ${port} is taken already. End what listens there, or set PORT to another number.`
  return OPERATORS_ERRORS.includes(String(code)) ? error.message : null
}

export function failToStart(error: unknown) {
  process.exitCode = 1
  const line = lineFor(error)
  if (line === null) return prettyPrintError(error)
  process.stderr.write(`${line}\n`)
}
