import type { Limit } from '#limits/limit'
import { problems } from '#exceptions/problem'

/** Who is at it under one key, in this process. */
type Gate = {
  /** Those who were let in or wait for it. */
  visitors: number
  underWay: number
  /** How often somebody's place has become free again. */
  freed: number
  /** Lets in one after the other. */
  turns: Promise<unknown>
  letOn?: () => void
}

/**
 * Counts failures, and only those: a success takes nothing, and gives no failure back. Each attempt is counted before
 * it is made, so that attempts at one time do not slip past; whoever finds no place while others are at it waits for
 * how they end, since all of them may be right, and is refused only where failures have used the limit up.
 */
export class FailureLimit {
  readonly #gates = new Map<string, Gate>()

  constructor(readonly limit: Limit) {}

  /**
   * @param attempt answers whether it succeeded; one that throws has not been made
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
