import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { prepareBinaries } from './binaries.js'
import { commandOf, identityOf, isRunning } from './users/processes.js'

/** A running server, according to its own `postmaster.pid`. */
export type Postmaster = {
  pid: number
  /** The data folder under the name the server was started with */
  folder: string
  port: number
  /** Folder of the socket; empty on Windows, and until the server has opened it. */
  socket: string
}

/**
 * PostgreSQL's ways to shut down, all safe for the data: `fast` rolls back and writes a checkpoint, `immediate` leaves
 * that to the next start.
 */
export type Shutdown = 'fast' | 'immediate'

const FILE = 'postmaster.pid'

/** The server that runs on this data folder, no matter who started it and where its socket is. */
export function findPostmaster(data: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(data, FILE), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const [pid, folder, , port, socket] = lines
  if (!folder || !isAbsolute(folder)) return undefined
  if (!isServer(Number(pid), folder) || !isSameFolder(folder, data)) return undefined
  return { pid: Number(pid), folder, port: Number(port), socket: socket ?? '' }
}

/**
 * Removes the pid file of a server that is known to have ended: if its pid now belongs to another process, PostgreSQL
 * itself would refuse to start.
 */
export function removeStalePidFile(data: string): void {
  rmSync(join(data, FILE), { force: true })
}

/** True if that process is a server started with exactly this data folder. */
function isServer(pid: number, folder: string): boolean {
  const command = commandOf(pid)
  if (process.platform === 'win32') return command.includes('postgres')
  if (process.platform === 'linux') return command.split('\0').includes(folder)
  return command.includes('postgres') && command.includes(folder)
}

/** False for data copied together with the file, but true for data moved while the server runs. */
function isSameFolder(folder: string, data: string): boolean {
  const [recorded, actual] = [folder, data].map((path) =>
    statSync(path, { throwIfNoEntry: false, bigint: true })
  )
  return !recorded || (recorded.dev === actual?.dev && recorded.ino === actual.ino)
}

/** Tells the server to stop, without waiting for it. */
export function signalPostmaster(pid: number, shutdown: Shutdown): void {
  const signal = shutdown === 'fast' ? 'SIGINT' : 'SIGQUIT'
  if (process.platform === 'win32') {
    // Windows has no signals; PostgreSQL has its own substitute.
    const program = join(prepareBinaries(undefined), 'pg_ctl.exe')
    spawnSync(program, ['kill', signal.slice(3), String(pid)], { windowsHide: true })
    return
  }
  trySignal(pid, signal)
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * Stops the server on this data folder, if any, and waits until it has ended: in the given way for up to 20 s, then
 * immediately for up to 5 s, then with a SIGKILL.
 */
export async function stopPostmaster(data: string, shutdown: Shutdown): Promise<void> {
  const postmaster = findPostmaster(data)
  if (!postmaster) return
  const { pid } = postmaster
  // Not by its command line: a process that is ending has none for a moment, and still holds its sockets.
  const server = identityOf(pid)
  const ended = async (milliseconds: number) => {
    const deadline = Date.now() + milliseconds
    while (isRunning(server) && Date.now() < deadline) await sleep(10)
    return !isRunning(server)
  }
  signalPostmaster(pid, shutdown)
  if (await ended(20_000)) return
  signalPostmaster(pid, 'immediate')
  if (await ended(5_000)) return
  trySignal(pid, 'SIGKILL')
  await ended(5_000)
}
