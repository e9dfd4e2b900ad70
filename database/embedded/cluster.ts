import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Clients } from './users/clients.js'
import type { EmbeddedConnection } from './connection.js'
import { atExit } from './users/exit.js'
import { placeCluster, type ClusterPlace } from './folders.js'
import { ownLock, tryLock, withLock } from './users/lock.js'
import { findPostmaster, signalPostmaster } from './postmaster.js'
import { ensureRunning, stop } from './server.js'

export { EmbeddedPostgresUnavailable } from './binaries.js'
export type { EmbeddedConnection } from './connection.js'
export { createTemporaryCluster } from './temporary.js'

/** The folder is private; but if we are root, the server's own user has to be able to pass through it. */
function prepareFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const user = process.getuid?.()
  if (user === statSync(folder).uid) chmodSync(folder, user === 0 ? 0o711 : 0o700)
  return realpathSync(folder)
}

/**
 * Finds the cluster in `folder` running, or starts it (with `initdb` on first use), and registers a user, which is a
 * process or part of one. The server stops when the last user leaves; one that was killed counts as gone. The folder is
 * ours alone and is created if necessary.
 * @throws EmbeddedPostgresUnavailable if no PostgreSQL is bundled for the platform
 * @throws Error with the end of the server's log if it does not start
 */
export async function joinEmbeddedCluster(folder: string): Promise<{
  connection: EmbeddedConnection
  /** Ends our use, and waits for the server to stop if we were the last. */
  leave(): Promise<void>
}> {
  const root = prepareFolder(folder)
  const lock = join(root, 'lock')
  const clients = new Clients(join(root, 'clients'))

  const { place, client, connection, cancelExit } = await withLock(lock, () =>
    enter(root, lock, clients)
  )
  const leaveOnce = () =>
    withLock(lock, async () => {
      cancelExit()
      clients.remove(client)
      if (clients.sweep() === 0) await stop(place, 'fast')
    })
  let left: Promise<void> | undefined
  return { connection, leave: () => (left ??= leaveOnce()) }
}

async function enter(root: string, lock: string, clients: Clients) {
  const place = placeCluster(root)
  clients.sweep()
  const client = clients.add()
  const cancelExit = atExit(() => leaveAtExit(lock, place, clients, client))
  try {
    return { place, client, connection: await ensureRunning(place, 'durable'), cancelExit }
  } catch (error) {
    cancelExit()
    clients.remove(client)
    if (clients.sweep() === 0) await stop(place, 'fast')
    throw error
  }
}

/**
 * For a process that exits without leaving, even while it enters: it can wait neither for the lock nor for the server.
 * If another process is busy with the cluster at that moment, the next user cleans up.
 */
function leaveAtExit(lock: string, place: ClusterPlace, clients: Clients, client: string): void {
  clients.remove(client)
  const release = tryLock(lock) ?? ownLock(lock)
  if (!release) return
  const postmaster = clients.sweep() === 0 && findPostmaster(place.data)
  if (postmaster) signalPostmaster(postmaster.pid, 'fast')
  release()
}
