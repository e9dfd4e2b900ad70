import './require_node.js'
import cluster from 'node:cluster'
import { constants } from 'node:os'
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { createMissingEnvFile } from './env_file.js'
import type { ApplicationService } from '@adonisjs/core/types'
import { updateIndexes } from './indexes.js'

/** The root of the application: of the sources, or of the production build. */
export const APP_ROOT = new URL('../', import.meta.url)

const importer = (path: string) =>
  path.startsWith('./') || path.startsWith('../')
    ? import(new URL(path, APP_ROOT).href)
    : import(path)

/** Milliseconds: one Ctrl-C reaches us twice at once, from the terminal and from npm. */
const ONE_PRESS = 500

/** Milliseconds. A database that says nothing would hold us up for longer, and ten seconds are promised. */
const END_LIMIT = 9_500

/** Whatever is still waiting then was never answered. */
function endInTime(app: ApplicationService) {
  const end = async () => {
    const logger = await app.container.make('logger')
    logger.warn('ended in the midst of its work, as that took too long')
    process.exit()
  }
  setTimeout(end, END_LIMIT).unref()
}

/** One of several processes lives on while it can hear of the one that started it: bin/processes.ts. */
const leaveProcesses = () => void cluster.worker?.disconnect()

/** Ends the application in good order where it has begun to work, and at once where not, or where Ctrl-C is pressed again. */
function endWhenTold(app: ApplicationService) {
  let toldAt: number | undefined
  return async (signal: NodeJS.Signals) => {
    if (toldAt === undefined && app.isReady) {
      toldAt = Date.now()
      endInTime(app)
      await app.terminate()
      return leaveProcesses()
    }
    const isPressedAgain = signal === 'SIGINT' && Date.now() > (toldAt ?? 0) + ONE_PRESS
    if (toldAt === undefined || isPressedAgain) process.exit(128 + constants.signals[signal])
  }
}

/** The settings. In a fresh clone their file is made first. */
export async function readSettings() {
  await createMissingEnvFile(APP_ROOT)
  const { default: env } = await import('#start/env')
  return env
}

/** What the server, the ace commands and the tests start alike. */
export function createIgnitor() {
  return new Ignitor(APP_ROOT, { importer }).tap((app) => {
    app.booting(async () => {
      await readSettings()
      await updateIndexes(app)
    })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, endWhenTold(app))
  })
}

/** What an operator mends: told in a line, without a stack. */
export const OPERATORS_ERRORS = ['E_INVALID_ENV', 'E_NO_EMBEDDED_POSTGRES', 'E_NOT_PREPARED']

type SystemError = NodeJS.ErrnoException & { port?: number; hostname?: string }

/** Why the server cannot listen where HOST and PORT say; null where that is not what failed. */
function listenTrouble({ code, syscall, port, hostname }: SystemError) {
  const { HOST: host } = process.env
  if (syscall === 'getaddrinfo' && hostname === host)
    return `HOST: ${host} is not known. Set it to a name or an address of this machine.`
  if (syscall !== 'listen') return null

  const reasons: Record<string, string> = {
    EADDRINUSE: `PORT: ${port} is taken already. End what listens there, or set PORT to another number.`,
    EADDRNOTAVAIL: `HOST: ${host} is no address of this machine. Set it to one, or to 0.0.0.0 for all.`,
    EACCES: `PORT: this user may not listen on ${port}. Set it to a number from 1024 on.`,
  }
  return reasons[code!] ?? `HOST: cannot listen on ${host}, port ${port} (${code}).`
}

/** What the index of controllers answers for one that is not in it, or for a folder of them. */
const NO_CONTROLLER = /^Cannot read properties of undefined \(reading '(name|[A-Z]\w*)'\)$/

/** What to do where a route names a controller that is not there, as when the route was saved first; or null. */
function routeTrouble({ message, stack }: Error) {
  const [route] = /start\/routes\/\w+\.ts:\d+/.exec(stack ?? '') ?? []
  if (!route || !NO_CONTROLLER.test(message)) return null
  return `${route} names a controller that is not in app/controllers. Once it is saved there, npm run dev goes on by itself.`
}

/** @returns the line for what an operator mends, or null where it is a defect of ours */
function lineFor(error: unknown) {
  if (!(error instanceof Error)) return null
  if (!('code' in error)) return routeTrouble(error)
  if (OPERATORS_ERRORS.includes(String(error.code))) return error.message
  return listenTrouble(error as SystemError)
}

export async function failToStart(error: unknown) {
  process.exitCode = 1
  leaveProcesses()
  const line = lineFor(error)
  if (line === null) await prettyPrintError(error)
  else process.stderr.write(`${line}\n`)
}
