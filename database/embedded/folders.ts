import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canEnter, serverAccount, type Account } from './account.js'

/** Where the files of one cluster are, and who may access them. */
export type ClusterPlace = {
  /** PostgreSQL's data directory */
  data: string
  log: string
  /** Folder of the Unix socket. Windows uses a port and a password instead. */
  socket?: string
  password: string
  /** Who runs the server, `undefined` for the current user. */
  account?: Account
}

/** A socket's address holds 103 bytes on macOS, 107 on Linux. */
const SOCKET_ADDRESS_BYTES = 103
const SOCKET_NAME = '.s.PGSQL.5432'

/**
 * Creates a folder that only its owner may write to, or accepts an existing one that fits. In a folder shared by all
 * users, somebody else may have created one, or a link, first.
 * @throws Error if the folder is not ours
 */
export function ensureOwnFolder(path: string, mode: 0o700 | 0o711 | 0o755, account?: Account) {
  try {
    mkdirSync(path, { mode: 0o700 })
    chmodSync(path, mode)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  if (process.platform === 'win32') return
  const stat = lstatSync(path)
  const ours = stat.uid === process.getuid?.() || stat.uid === account?.uid
  if (!stat.isDirectory() || !ours || (stat.mode & 0o777 & ~mode) !== 0) {
    throw new Error(`${path} was not made by this application or is open to others: remove it`)
  }
  if (account && stat.uid !== account.uid) chownSync(path, account.uid, account.gid)
}

/**
 * A folder for temporary files that the server's account may enter, with a path short enough for a socket in a folder
 * `name` inside.
 */
export function temporaryFolder(name: string, account?: Account): string {
  const fits = (folder: string) =>
    Buffer.byteLength(join(folder, name, SOCKET_NAME)) <= SOCKET_ADDRESS_BYTES
  const candidates = process.platform === 'win32' ? [tmpdir()] : [tmpdir(), '/tmp', '/var/tmp']
  const folder = candidates.find(
    (candidate) => existsSync(candidate) && fits(candidate) && canEnter(candidate, account)
  )
  if (!folder) throw new Error('No temporary folder fits a socket: set TMPDIR to a short path')
  return folder
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12)
}

/**
 * A folder for root's own files outside any project, `<base>/gatehouse/<name>`: `base` is where the system keeps such
 * files; /var/tmp is used if it is not writable.
 */
export function systemFolder(base: '/var/lib' | '/var/cache', name: string): string {
  const choices = [base, '/var/tmp'].map((choice) => join(choice, 'gatehouse'))
  const parent =
    choices.find((choice) => existsSync(join(choice, name))) ??
    choices.find((choice) => isWritable(join(choice, '..'))) ??
    choices[1]
  ensureOwnFolder(parent, 0o755)
  ensureOwnFolder(join(parent, name), 0o755)
  return join(parent, name)
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Decides where the cluster of `folder` (an existing one, its real path) lives: inside, or, if the account that runs
 * the server cannot enter it, in a folder elsewhere that the file `location` names.
 * @throws Error if the data belongs to a user that we cannot run the server as
 */
export function placeCluster(folder: string): ClusterPlace {
  let home = folder
  let account = serverAccount(join(home, 'data'))
  if (!canEnter(home, account)) {
    home = systemFolder('/var/lib', `postgres-${hashOf(folder)}`)
    writeFileSync(join(folder, 'location'), `${home}\n`)
    account = serverAccount(join(home, 'data'))
  }
  const data = join(home, 'data')
  takeOwnership(data, account)
  return {
    data,
    log: join(home, 'server.log'),
    socket: process.platform === 'win32' ? undefined : socketFolder(data, account),
    password: join(home, 'password'),
    account,
  }
}

/** Data that root copied from elsewhere belongs to root, who cannot run the server: hand it over. */
function takeOwnership(data: string, account?: Account): void {
  const owner = statSync(data, { throwIfNoEntry: false })?.uid
  if (owner === undefined || process.platform === 'win32') return
  if (account && owner === 0) {
    execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, data])
  } else if (owner !== (account?.uid ?? process.getuid?.())) {
    throw new Error(`${data} belongs to another user (uid ${owner}): run as that user or move it`)
  }
}

/** The name includes the user: a data folder may change hands, while its old socket folder stays. */
function socketFolder(data: string, account?: Account): string {
  const name = `gatehouse-${account?.uid ?? process.getuid?.()}-${hashOf(data)}`
  return join(temporaryFolder(name, account), name)
}
