import { availableParallelism } from 'node:os'
import { createError } from '@adonisjs/core/exceptions'

/** More passwords are waiting to be hashed than can be done in good time. The client may try again. */
export const E_HASH_QUEUE_FULL = class extends createError(
  'Too many passwords are being checked at once',
  'unavailable',
  503
) {
  /** Seconds, for the header Retry-After. */
  readonly retryAfter = 2
}

export type HashQueueOptions = {
  /** Tasks that may run at the same time. */
  concurrency: number
  /** Tasks that may wait behind them. */
  waiting: number
  /** Milliseconds after which a waiting task gives up. */
  patience: number
}

type Waiter = { start: () => void; timer: NodeJS.Timeout }

/**
 * Lets a few tasks run at a time and a few more wait, in the order they came.
 *
 * argon2 runs on libuv's thread pool, which has four threads and is shared by file reads, DNS look-ups and compression.
 * Without a limit, 100 connections at sign-in made a plain page wait for 1.3 s.
 */
export class HashQueue {
  #running = 0
  #waiters: Waiter[] = []

  constructor(private options: HashQueueOptions) {}

  get concurrency() {
    return this.options.concurrency
  }

  /** How many tasks can wait. */
  get places() {
    return this.options.waiting
  }

  get running() {
    return this.#running
  }

  get waiting() {
    return this.#waiters.length
  }

  get #mayRunAtOnce() {
    return this.#running < this.options.concurrency
  }

  /** @throws {E_HASH_QUEUE_FULL} if a task would be turned away */
  assertRoom() {
    const mayWait = this.#waiters.length < this.options.waiting
    if (!this.#mayRunAtOnce && !mayWait) throw new E_HASH_QUEUE_FULL()
  }

  /** @throws {E_HASH_QUEUE_FULL} at once if too many are waiting already, or after `patience` in the queue */
  async run<T>(task: () => T | Promise<T>): Promise<T> {
    await this.#enter()
    try {
      return await task()
    } finally {
      this.#leave()
    }
  }

  #enter() {
    this.assertRoom()
    if (this.#mayRunAtOnce) {
      this.#running++
      return
    }

    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const timer = setTimeout(() => {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1)
      reject(new E_HASH_QUEUE_FULL())
    }, this.options.patience)
    const waiter: Waiter = { start: resolve, timer }
    this.#waiters.push(waiter)
    return promise
  }

  /** Hands its place directly to the next in line, so that a newcomer cannot slip in between. */
  #leave() {
    const next = this.#waiters.shift()
    if (!next) {
      this.#running--
      return
    }
    clearTimeout(next.timer)
    next.start()
  }
}

/** On two processors one stays free for other requests. */
const AT_ONCE = availableParallelism() > 2 ? 2 : 1

/**
 * The queue before every password hash of this process: as many as can be hashed within the patience, at 30 ms each.
 * Clients that wait send no other requests meanwhile; turned away earlier, they would only come back earlier.
 */
export const hashQueue = new HashQueue({ concurrency: AT_ONCE, waiting: 128, patience: 5_000 })
