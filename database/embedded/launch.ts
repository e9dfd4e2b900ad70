import { spawn } from 'node:child_process'
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { asUser } from './account.js'
import { prepareBinaries } from './binaries.js'
import { atExit } from './users/exit.js'
import { ensureOwnFolder, type ClusterPlace } from './folders.js'
import { initialise, serverEnvironment } from './initialise.js'
import { removeStalePidFile } from './postmaster.js'

const LOG_LIMIT_BYTES = 1_000_000

/** Whether the data must survive a crash of the machine, or will soon be deleted. */
export type Durability = 'durable' | 'volatile'

/** A server that is starting: `failed` if it ended, with a `reason` if it could not be run. */
export type Launch = {
  failed: boolean
  logStart: number
  reason?: string
  /** Until this is called, the server ends with our process. */
  settle: () => void
}

/**
 * Starts a server in a session of its own: signals of the terminal to the application's process group must not reach
 * it, and it keeps running if the application is killed.
 */
export async function launchServer(place: ClusterPlace, durability: Durability): Promise<Launch> {
  const bin = prepareBinaries(place.account)
  await initialise(place, bin)
  removeStalePidFile(place.data)
  if (place.socket) {
    ensureOwnFolder(place.socket, 0o700, place.account)
    for (const name of readdirSync(place.socket)) {
      rmSync(join(place.socket, name), { recursive: true, force: true })
    }
  }

  const log = openSync(place.log, 'a', 0o600)
  if (statSync(place.log).size > LOG_LIMIT_BYTES) truncateSync(place.log)
  const logStart = statSync(place.log).size
  const [program, args] = place.socket
    ? [join(bin, 'postgres'), ['-D', place.data, ...options(durability, place.socket)]]
    : [join(bin, 'pg_ctl.exe'), await controlArguments(place, durability)]
  const child = spawn(program, args, {
    ...asUser(place.account),
    cwd: bin,
    env: serverEnvironment(),
    // On Windows pg_ctl itself detaches the server from our job and our console.
    detached: place.socket !== undefined,
    stdio: place.socket ? ['ignore', log, log] : 'ignore',
    windowsHide: true,
  })
  closeSync(log)
  child.unref()
  const launch: Launch = { failed: false, logStart, settle: atExit(() => child.kill('SIGINT')) }
  child.once('error', (error) => Object.assign(launch, { failed: true, reason: error.message }))
  child.once('exit', (code) => (launch.failed ||= place.socket !== undefined || code !== 0))
  return launch
}

function options(durability: Durability, socket: string | undefined): string[] {
  // The benchmarks run a dozen servers on one, each with its pool.
  const settings = [`max_connections=${durability === 'volatile' ? 300 : 100}`]
  if (socket) {
    // A list of folders in PostgreSQL's syntax: quoted, it is one folder whatever its name.
    const folders = `"${socket.replaceAll('"', '""')}"`
    settings.push('listen_addresses=', `unix_socket_directories=${folders}`)
    settings.push('unix_socket_permissions=0700', 'port=5432')
  } else {
    settings.push('listen_addresses=127.0.0.1')
  }
  if (durability === 'volatile') {
    settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  }
  return settings.flatMap((setting) => ['-c', setting])
}

/** On Windows the server refuses to run as an administrator; pg_ctl drops those rights first. */
async function controlArguments(place: ClusterPlace, durability: Durability): Promise<string[]> {
  const serverOptions = [...options(durability, undefined), '-c', `port=${await freePort()}`]
  return ['start', '-W', '-D', place.data, '-l', place.log, '-o', serverOptions.join(' ')]
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** The last lines that the server has logged since it was launched. */
export function logSince(place: ClusterPlace, launch: Launch): string {
  const written = readFileSync(place.log).subarray(launch.logStart).toString('utf8')
  return written.trimEnd().split('\n').slice(-15).join('\n')
}
