/** The server in several processes that share its port, for a machine with several processors. */
import cluster, { type Worker } from 'node:cluster'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds before a process that ended is replaced: one that cannot live is not started again and again. */
const PAUSE = 1_000

/** One that ends before it serves anybody cannot start. */
const started = new WeakSet<Worker>()

/**
 * Starts as many, and another for each that ends unasked. A signal is handed on to all of them, and the last one that
 * ends ends this one, with the exit code of the first that did not end well. Where the first of them cannot start,
 * none stays.
 */
export function startProcesses(count: number) {
  let isStopping = false
  let serving = 0

  function stop(signal: NodeJS.Signals) {
    isStopping = true
    for (const worker of Object.values(cluster.workers!)) worker!.process.kill(signal)
  }

  async function replace() {
    await wait(PAUSE, undefined, { ref: false })
    if (!isStopping) cluster.fork()
  }

  const server = new URL(
    import.meta.url.endsWith('.ts') ? 'server.ts' : 'server.js',
    import.meta.url
  )
  cluster.setupPrimary({ exec: fileURLToPath(server) })
  cluster.on('message', (worker, message) => {
    if (message !== 'ready') return
    started.add(worker)
    if (++serving === count) process.send?.('ready')
  })
  cluster.on('exit', (worker, code) => {
    if (isStopping) return void (process.exitCode ||= code ?? 1)
    if (serving > 0 || started.has(worker)) return void replace()
    process.exitCode = code
    stop('SIGTERM')
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
  for (let number = 0; number < count; number++) cluster.fork()
}
