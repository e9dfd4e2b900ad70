import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { serverAccount } from './account.js'
import type { EmbeddedConnection } from './connection.js'
import { atExit } from './users/exit.js'
import { temporaryFolder, type ClusterPlace } from './folders.js'
import { findPostmaster, signalPostmaster, stopPostmaster } from './postmaster.js'
import { isRunning, ownIdentity, sleepSync, type ProcessIdentity } from './users/processes.js'
import { ensureRunning, stop } from './server.js'

/** The name includes the owner, so that a folder without a living owner can be recognized. */
const NAME = /^gatehouse-test-(?<owner>\d+-\d+)-\w{6}$/

/**
 * A separate cluster in a temporary folder, for tests: empty except for the database, and as fast as one that may lose
 * everything when the machine crashes. It ends with `remove()`, or with this process at the latest; whatever a killed
 * process left behind is removed by the next call.
 * @throws EmbeddedPostgresUnavailable, or Error with the end of the server's log
 */
export async function createTemporaryCluster(): Promise<{
  connection: EmbeddedConnection
  remove(): Promise<void>
  /** The same, for a process that cannot wait. */
  removeSync(): void
}> {
  const account = serverAccount('')
  const prefix = `gatehouse-test-${ownIdentity()}-`
  const base = temporaryFolder(join(`${prefix}XXXXXX`, 'socket'), account)
  await sweep(base)

  const folder = mkdtempSync(join(base, prefix))
  if (account) chmodSync(folder, 0o711)
  const place: ClusterPlace = {
    data: join(folder, 'data'),
    log: join(folder, 'server.log'),
    socket: process.platform === 'win32' ? undefined : join(folder, 'socket'),
    password: join(folder, 'password'),
    account,
  }
  const cancelExit = atExit(() => removeNow(folder))
  const removeSync = () => {
    cancelExit()
    removeNow(folder)
  }
  const remove = async () => {
    await stop(place, 'immediate')
    removeFolder(folder)
    cancelExit()
  }
  try {
    return { connection: await ensureRunning(place, 'volatile'), remove, removeSync }
  } catch (error) {
    await remove()
    throw error
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

/** A stopping server deletes its pid file last: after that the folder is ours. */
function removeNow(folder: string): void {
  const data = join(folder, 'data')
  const postmaster = findPostmaster(data)
  if (postmaster) signalPostmaster(postmaster.pid, 'immediate')
  for (let i = 0; i < 400 && postmaster && existsSync(join(data, 'postmaster.pid')); i++) {
    sleepSync(5)
  }
  removeFolder(folder)
}

/** Removes the clusters whose process was killed. Another process may be doing so as well. */
async function sweep(base: string): Promise<void> {
  for (const name of readdirSync(base)) {
    const owner = NAME.exec(name)?.groups?.owner as ProcessIdentity | undefined
    const folder = join(base, name)
    if (!owner || isRunning(owner)) continue
    try {
      if (lstatSync(folder).uid !== (process.getuid?.() ?? 0)) continue
      await stopPostmaster(join(folder, 'data'), 'immediate')
      removeFolder(folder)
    } catch {
      continue
    }
  }
}
