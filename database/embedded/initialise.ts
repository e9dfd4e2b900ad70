import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { asUser } from './account.js'
import type { ClusterPlace } from './folders.js'

/** PostgreSQL's user and the application's database, in every embedded cluster. */
export const CLUSTER_USER = 'gatehouse'
export const CLUSTER_DATABASE = 'gatehouse'

/**
 * The environment of PostgreSQL's programs: no settings of other servers (PGPORT, PGDATA), no language that changes
 * their messages, and none of the application's secrets.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'ComSpec', 'TEMP', 'TMP']
  const entries = kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' }
}

/**
 * A random password in a file that only this user can read: on Windows a loopback port is open to every user of the
 * machine.
 */
function makePassword(path: string): void {
  writeFileSync(path, '', { mode: 0o600 })
  if (process.platform === 'win32') {
    const grant = `${process.env.USERNAME}:F`
    execFileSync('icacls', [path, '/inheritance:r', '/grant:r', grant], { windowsHide: true })
  }
  writeFileSync(path, randomBytes(32).toString('hex'))
}

/**
 * Creates the data folder unless it exists: next to its place first, then moved there in one step, so that an
 * interrupted `initdb` leaves nothing that looks like a cluster. The caller holds the lock.
 * @throws Error with the output of `initdb`
 */
export async function initialise(place: ClusterPlace, bin: string): Promise<void> {
  const prefix = `${basename(place.data)}.new-`
  removeDrafts(dirname(place.data), prefix)
  if (existsSync(place.data)) return
  const draft = mkdtempSync(join(dirname(place.data), prefix))
  if (place.account) chownSync(draft, place.account.uid, place.account.gid)
  if (!place.socket) makePassword(place.password)
  const options = {
    ...asUser(place.account),
    cwd: dirname(bin),
    env: serverEnvironment(),
    windowsHide: true,
    timeout: 90_000,
  }
  try {
    await promisify(execFile)(join(bin, 'initdb'), initdbArguments(place, draft), options)
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(`PostgreSQL could not make its data folder: ${stderr || message}`)
  }
  renameSync(draft, place.data)
}

function removeDrafts(folder: string, prefix: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(prefix))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true })
    } catch {
      // An `initdb` whose parent was killed may still be writing to it: the next start removes it.
    }
  }
}

/** The collation is the same on every system, because PostgreSQL provides it (since 17). */
function initdbArguments(place: ClusterPlace, data: string): string[] {
  const access = place.socket
    ? ['--auth=trust']
    : ['--auth=scram-sha-256', `--pwfile=${place.password}`]
  return [
    `--pgdata=${data}`,
    `--username=${CLUSTER_USER}`,
    ...access,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ]
}
