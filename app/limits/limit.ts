import { errors } from '@adonisjs/limiter'
import type { Limiter, LimiterResponse } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import { problems } from '#exceptions/problem'

type Settings = {
  /** How many requests per window. */
  requests: number
  /** The length of the window, starting with its first request. */
  seconds: number
  /** Counted in the memory of each process: for limits that are not worth a write per request. */
  perProcess?: boolean
}

/** Counts something by key, and refuses what is too much. All limits are in start/limiter.ts. */
export class Limit {
  static #faked: Record<string, number> = {}

  readonly seconds: number
  readonly #requests: number
  readonly #perProcess: boolean

  constructor(
    readonly name: string,
    { requests, seconds, perProcess = false }: Settings
  ) {
    this.#requests = requests
    this.seconds = seconds
    this.#perProcess = perProcess
  }

  /**
   * Replaces the numbers of some limits, by name: for tests, like `mail.fake()`.
   * @returns a function that restores them
   */
  static fake(numbers: Record<string, number>) {
    const before = Limit.#faked
    Limit.#faked = { ...before, ...numbers }
    return () => void (Limit.#faked = before)
  }

  get requests() {
    return Limit.#faked[this.name] ?? this.#requests
  }

  #store(duration: number) {
    const options = { requests: this.requests, duration }
    return this.#perProcess ? limiter.use('memory', options) : limiter.use('shared', options)
  }

  /** @throws Problem unavailable if the store is away */
  async #ask<T>(question: (store: Limiter) => Promise<T>) {
    try {
      return await question(this.#store(this.seconds))
    } catch (error) {
      throw problems.unavailable({ cause: error })
    }
  }

  #keyOf = (key: string) => `${this.name}:${key}`

  /** Counts one, and returns what is left: nothing, and `exceeded`, if it was one too many. */
  async count(
    key: string,
    seconds = this.seconds
  ): Promise<LimiterResponse & { exceeded: boolean }> {
    try {
      const response = await this.#store(seconds).consume(this.#keyOf(key))
      return Object.assign(response, { exceeded: false })
    } catch (error) {
      if (!(error instanceof errors.E_TOO_MANY_REQUESTS))
        throw problems.unavailable({ cause: error })
      return Object.assign(error.response, { exceeded: true })
    }
  }

  /**
   * Counts one.
   * @param seconds another window than the usual one
   * @throws Problem too_many_requests
   */
  async spend(key: string, seconds?: number) {
    const { exceeded, availableIn } = await this.count(key, seconds)
    if (exceeded) throw problems.tooManyRequests(Math.max(availableIn, 1))
  }

  async counted(key: string) {
    const response = await this.#ask((store) => store.get(this.#keyOf(key)))
    return response?.consumed ?? 0
  }

  async refund(key: string) {
    await this.#ask((store) => store.decrement(this.#keyOf(key)))
  }

  async forget(key: string) {
    await this.#ask((store) => store.delete(this.#keyOf(key)))
  }
}
