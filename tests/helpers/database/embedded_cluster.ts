import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type EmbeddedConnection, joinEmbeddedCluster } from '#database/embedded/cluster'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { releaseLater } from '#tests/helpers/release'

export const isWindows = process.platform === 'win32'
const fixture = fileURLToPath(new URL('../../fixtures/embedded_cluster_user.ts', import.meta.url))

/** A folder that everybody may enter, as a project's usually is, unlike those of mkdtemp. */
export function makeFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'gatehouse-spec-'))
  chmodSync(folder, mode)
  return folder
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Joins a cluster as the application does; a test that fails leaves it all the same. */
export async function joinCluster(folder: string) {
  const joined = await joinEmbeddedCluster(folder)
  releaseLater(joined.leave)
  return joined
}

/** Removes a folder, and stops the server that a failed test left in a cluster below it. */
export async function removeClusterFolder(parent: string, cluster: string) {
  const last = await joinEmbeddedCluster(cluster).catch(() => undefined)
  await last?.leave()
  removeFolder(parent)
}

export async function query(connection: EmbeddedConnection, statement: string): Promise<unknown> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query({ text: statement, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** The pid of the server, which tells one start from another. */
export function serverPid(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8'))
}

/** A process that ended but was not reaped by its parent counts as ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return (
      process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
    )
  } catch {
    return false
  }
}

/** Starts the fixture in a process group of its own, and waits until it is loaded. */
export async function startUser(folder: string) {
  const child = spawn(process.execPath, [READ_TYPESCRIPT, fixture, folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: !isWindows,
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    const line = await lines.next()
    if (line.done) throw new Error('The process ended')
    return JSON.parse(line.value)
  }
  const tell = (word: string) => child.stdin.write(`${word}\n`)
  const ended = once(child, 'exit')
  releaseLater(() => child.kill('SIGKILL'))
  await answer()
  return {
    pid: child.pid!,
    tell,
    ask: (word: string): Promise<EmbeddedConnection> => (tell(word), answer()),
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
