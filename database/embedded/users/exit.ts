import { readFileSync } from 'node:fs'

/** Under nohup the end of the terminal is ignored, and listening to it would undo that. */
function ignoresHangUp(): boolean {
  if (process.platform !== 'linux') return false
  const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return ignored !== null && (BigInt(`0x${ignored[1]}`) & 1n) === 1n
}

const SIGNALS: NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  ...(ignoresHangUp() ? [] : ['SIGHUP' as const]),
]

const hooks = new Set<() => void>()

function runHooks(): void {
  for (const hook of [...hooks]) {
    hooks.delete(hook)
    try {
      hook()
    } catch {
      // The process ends anyway; the next one cleans up what is left.
    }
  }
}

/**
 * Runs before a signal takes its usual effect and ends the process without `exit`. If others listen to it, the process
 * goes on, and they decide how it ends.
 */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  runHooks()
  updateListeners()
  process.kill(process.pid, signal)
}

function updateListeners(): void {
  process.off('exit', runHooks)
  for (const signal of SIGNALS) process.off(signal, onSignal)
  if (hooks.size === 0) return
  process.on('exit', runHooks)
  for (const signal of SIGNALS) process.on(signal, onSignal)
}

/**
 * Runs a synchronous function when the process ends: by itself, by an unhandled error, or by SIGINT, SIGTERM or SIGHUP.
 * Returns a function that cancels it.
 */
export function atExit(hook: () => void): () => void {
  hooks.add(hook)
  updateListeners()
  return () => {
    hooks.delete(hook)
    updateListeners()
  }
}
