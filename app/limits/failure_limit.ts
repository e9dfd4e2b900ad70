import type { Limit } from '#limits/limit'
import { problems } from '#exceptions/problem'

/** The attempts under one key in this process. */
type Gate = {
  /** Attempts that are running or waiting. */
  visitors: number
  underWay: number
  /** How often a place has become free again. */
  freed: number
  /** Admits one after another. */
  turns: Promise<unknown>
  letOn?: () => void
}

/**
 * Counts only failures: a success costs nothing, and gives no failure back. Each attempt is counted before it is made,
 * so that simultaneous attempts cannot slip past. If all places are taken by running attempts, a further one waits for
 * their results, since all of them may succeed; it is refused only if failures have used up the limit.
 */
export class FailureLimit {
  readonly #gates = new Map<string, Gate>()

  constructor(readonly limit: Limit) {}

  /**
   * @param attempt returns whether it succeeded; if it throws, it does not count
   * @throws Problem too_many_requests
   */
  async attempt<T extends boolean | void>(key: string, attempt: () => Promise<T>): Promise<T> {
    const gate = this.#gateOf(key)
    gate.visitors += 1
    try {
      await this.#enter(key, gate)
      return await this.#watch(key, gate, attempt)
    } finally {
      gate.visitors -= 1
      if (!gate.visitors) this.#gates.delete(key)
    }
  }

  #gateOf(key: string) {
    const gate = this.#gates.get(key)
    if (gate) return gate
    const fresh: Gate = { visitors: 0, underWay: 0, freed: 0, turns: Promise.resolve() }
    this.#gates.set(key, fresh)
    return fresh
  }

  #enter(key: string, gate: Gate): Promise<void> {
    const turn = gate.turns.then(() => this.#takePlace(key, gate))
    gate.turns = turn.catch(() => {})
    return turn
  }

  async #takePlace(key: string, gate: Gate) {
    for (;;) {
      const { freed } = gate
      const { exceeded, availableIn } = await this.limit.count(key)
      if (!exceeded) break
      await this.limit.refund(key)
      if (gate.freed !== freed) continue
      if (!gate.underWay) throw problems.tooManyRequests(Math.max(availableIn, 1))
      await new Promise<void>((resolve) => (gate.letOn = resolve))
    }
    gate.underWay += 1
  }

  async #watch<T extends boolean | void>(key: string, gate: Gate, attempt: () => Promise<T>) {
    let failed = false
    try {
      const isRight = await attempt()
      failed = !isRight
      return isRight
    } finally {
      if (!failed) await this.limit.refund(key).catch(() => {})
      this.#leave(gate, failed)
    }
  }

  #leave(gate: Gate, failed: boolean) {
    gate.underWay -= 1
    if (!failed) gate.freed += 1
    if (!failed || !gate.underWay) gate.letOn?.()
  }
}
