import './require_node.js'
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'

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
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
    app.listen('SIGINT', () => app.terminate())
  })
}

/** What an operator mends: told in a line, without a stack. */
export const OPERATORS_ERRORS = ['E_INVALID_ENV', 'E_NO_EMBEDDED_POSTGRES']

export function failToStart(error: unknown) {
  process.exitCode = 1
  if (error instanceof Error && 'code' in error && OPERATORS_ERRORS.includes(String(error.code))) {
    process.stderr.write(`${error.message}\n`)
    return
  }
  return prettyPrintError(error)
}
