const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

type Hook = { run: () => void; onSignals: boolean }
const hooks = new Set<Hook>()

function runHooks(which: (hook: Hook) => boolean): void {
  for (const hook of [...hooks].filter(which)) {
    hooks.delete(hook)
    try {
      hook.run()
    } catch {
      // The process ends anyway; what stays behind is tidied up by the next one.
    }
  }
}

const onExit = () => runHooks(() => true)

/** Steps aside before the signal is sent again, so that it ends the process as if we were not. */
function onSignal(signal: NodeJS.Signals): void {
  runHooks((hook) => hook.onSignals)
  updateListeners()
  process.kill(process.pid, signal)
}

function updateListeners(): void {
  process.off('exit', onExit)
  for (const signal of SIGNALS) process.off(signal, onSignal)
  if (hooks.size > 0) process.on('exit', onExit)
  if (![...hooks].some((hook) => hook.onSignals)) return
  for (const signal of SIGNALS) process.on(signal, onSignal)
}

/**
 * Runs a synchronous function when the process exits by itself or by an unhandled error, and
 * with `onSignals` also before a SIGINT, SIGTERM or SIGHUP takes its usual effect. Returns what
 * takes it back.
 */
export function atExit(run: () => void, onSignals = false): () => void {
  const hook: Hook = { run, onSignals }
  hooks.add(hook)
  updateListeners()
  return () => {
    hooks.delete(hook)
    updateListeners()
  }
}
