import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Distinguishes a process from a later one with the same pid: the pid and the time the kernel started it, as
 * `pid-start`. The start is in clock ticks since boot and known only on Linux; elsewhere it is 0 and the pid has to do.
 */
export type ProcessIdentity = `${number}-${string}`

/**
 * The start of a running process, `undefined` if there is none. A zombie has ended: it only waits for a parent, which
 * in a container without an init may never come for it.
 */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name in the second field may itself contain spaces and brackets: count from its end.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
    } catch {
      return undefined
    }
  }
  try {
    process.kill(pid, 0)
    return '0'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? '0' : undefined
  }
}

export function identityOf(pid: number): ProcessIdentity {
  return `${pid}-${startOf(pid) ?? '0'}`
}

export function ownIdentity(): ProcessIdentity {
  return identityOf(process.pid)
}

/** True if exactly that process still runs, false if it ended or its pid was given to another. */
export function isRunning(identity: ProcessIdentity): boolean {
  const [pid, start] = identity.split('-')
  return startOf(Number(pid)) === start
}

/** The command line of a process (on Windows only its program's name), empty if it ended. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    const [program, ...args] =
      process.platform === 'win32'
        ? ['tasklist', '/NH', '/FO', 'CSV', '/FI', `PID eq ${pid}`]
        : ['ps', '-ww', '-o', 'command=', '-p', String(pid)]
    const options = { encoding: 'utf8', stdio: 'pipe', windowsHide: true } as const
    return execFileSync(program, args, options)
  } catch {
    return ''
  }
}

/** Blocks the whole thread, in milliseconds: for `exit` handlers, which cannot wait otherwise. */
export function sleepSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
