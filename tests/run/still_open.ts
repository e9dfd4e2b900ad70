import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { Server, Socket } from 'node:net'

/** What `process._getActiveHandles` gives, which Node has never documented and never taken away. */
type Handle = Partial<ChildProcess>

const place = ({ address, port, path }: { address?: string; port?: number; path?: string }) =>
  path ?? `${address}:${port}`

function nameServer(server: Server) {
  const address = server.address()
  return `a server on ${typeof address === 'object' ? place({ ...address }) : address}`
}

/** The end of a Unix socket has no address. */
function nameSocket({ localAddress, localPort, remoteAddress, remotePort }: Socket) {
  const other = remotePort ? ` with ${place({ address: remoteAddress, port: remotePort })}` : ''
  const own = localPort ? ` from ${place({ address: localAddress, port: localPort })}` : ''
  return `a connection${own}${other}`
}

const isOurOutput = (handle: unknown) => handle === process.stdout || handle === process.stderr

function nameHandle(handle: Handle): string[] {
  if (isOurOutput(handle)) return []
  if (handle instanceof Server) return [nameServer(handle)]
  if (handle.spawnargs) return [`the process ${handle.pid}: ${handle.spawnargs.join(' ')}`]
  if (handle instanceof Socket) return [nameSocket(handle)]
  return []
}

/** Resources that are told above, with more than their kind. */
const TOLD_BY_HANDLE = /^(TCP|Pipe|TTY|Process)/

/** Everything that keeps this process from ending, each in a few words. */
export function nameWhatIsOpen(): string[] {
  const { _getActiveHandles: getHandles } = process as unknown as {
    _getActiveHandles?: () => Handle[]
  }
  const others = process.getActiveResourcesInfo().filter((kind) => !TOLD_BY_HANDLE.test(kind))
  const kinds = [...new Set(others)]
  return [
    ...(getHandles?.call(process) ?? []).flatMap(nameHandle),
    ...kinds.map((kind) => `${others.filter((other) => other === kind).length} × ${kind}`),
  ]
}

/** What else this process has started and still runs, where the system tells. A PostgreSQL ends in its own way. */
export function ownChildren(): { pid: number; command: string }[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${Number(name)}/stat`, 'utf8')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(parent) !== process.pid || state === 'Z') return []
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ').trim()
      return command.includes('/postgres') ? [] : [{ pid: Number(name), command }]
    } catch {
      return []
    }
  })
}
