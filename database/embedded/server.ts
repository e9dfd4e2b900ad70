import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectionOf, hasLostSocket, probe, type EmbeddedConnection } from './connection.js'
import type { ClusterPlace } from './folders.js'
import { launchServer, logSince, type Durability, type Launch } from './launch.js'
import { findPostmaster, stopPostmaster, type Shutdown } from './postmaster.js'

/** How long a server may take until it answers. */
const START_TIMEOUT_MS = 20_000
/** How long a server that another process started may be unreachable before it is replaced. */
const UNREACHABLE_MS = 5_000

/**
 * Returns the connection to the cluster's server: the running one, or one that it starts. It waits for a server that is
 * starting, recovering or shutting down. The caller holds the lock.
 * @throws Error with the end of the server's log if it ends or does not answer within 20 s
 */
export async function ensureRunning(
  place: ClusterPlace,
  durability: Durability
): Promise<EmbeddedConnection> {
  let launch: Launch | undefined
  const relaunch = async () => {
    launch?.settle()
    launch = await launchServer(place, durability)
    return Date.now() + START_TIMEOUT_MS
  }
  let answeredAt = Date.now()
  let deadline = Date.now() + START_TIMEOUT_MS
  try {
    while (Date.now() < deadline) {
      const postmaster = findPostmaster(place.data)
      if (postmaster) {
        const connection = connectionOf(postmaster, place)
        const answer = connection ? await probe(connection) : 'unreachable'
        if (connection && answer === 'ready') return connection
        if (answer === 'busy') answeredAt = Date.now()
        const isLost = hasLostSocket(postmaster) || Date.now() > answeredAt + UNREACHABLE_MS
        if (isLost && !launch) await stopPostmaster(place.data, 'fast')
      } else if (!launch) {
        deadline = await relaunch()
      } else if (launch.failed) {
        // A server that was killed leaves processes behind, which end by themselves.
        if (!logSince(place, launch).includes('is still in use')) break
        await sleep(200)
        await relaunch()
      }
      await sleep(50)
    }
  } finally {
    launch?.settle()
  }
  const log = launch ? (launch.reason ?? logSince(place, launch)) : 'it does not answer'
  throw new Error(`The embedded PostgreSQL could not be started (log: ${place.log}):\n${log}`)
}

/** Stops the cluster's server, if it runs, and waits until it has ended. */
export async function stop(place: ClusterPlace, shutdown: Shutdown): Promise<void> {
  await stopPostmaster(place.data, shutdown)
  if (place.socket) rmSync(place.socket, { recursive: true, force: true })
}
