import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import { alone } from '#jobs/alone'

export type Job = {
  name: string
  /** Milliseconds; 0 leaves it to a command. */
  every: number
  /** Whether somebody waits for it, so that its first run comes soon after the start. */
  isAwaited?: boolean
  /** Stops early, between two steps, once the signal is aborted. */
  work: (signal: AbortSignal) => Promise<unknown>
}

/** Runs a job at intervals: in one process at a time, and never twice at once. */
export class Scheduler {
  #stopping = new AbortController()
  #running?: Promise<void>

  constructor(private job: Job) {}

  /** @param after milliseconds before the first run */
  start(after: number) {
    this.#running ??= this.#run(after)
  }

  /** Resolves when no run is in progress. */
  async stop() {
    this.#stopping.abort()
    await this.#running
  }

  async #run(after: number) {
    for (let pause = after; await this.#wait(pause); pause = this.job.every) await this.#doOnce()
  }

  /** Whether to continue after the pause. The timer keeps no process alive. */
  async #wait(pause: number) {
    const { signal } = this.#stopping
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {})
    return !signal.aborted
  }

  async #doOnce() {
    const { name, work } = this.job
    try {
      await alone(name, () => work(this.#stopping.signal))
    } catch (error) {
      logger.error({ err: error, job: name }, 'a scheduled job failed')
    }
  }
}
