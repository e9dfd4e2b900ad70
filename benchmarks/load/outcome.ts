/** What the load is told to do, and what it answers. */
export type Job = {
  port: number
  /** Whole requests, taken in turn. */
  requests: string[]
  connections: number
  seconds: number
  /** The status that counts as an answer; others are counted apart. */
  status: number
  /** Of bodies that are counted and not kept: so many bytes go up with each request, or any number comes down. */
  transfer?: { up: number }
}

export type Outcome = {
  answered: number
  otherStatus: number
  /** Requests that were sent and got no whole answer while the server was to be up. */
  broken: number
  perSecond: number
  p50: number
  p99: number
}

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/** Counts answers from here on. */
export class Tally {
  readonly #times: number[] = []
  readonly #start = performance.now()
  readonly #end: number
  otherStatus = 0
  broken = 0

  constructor(seconds: number) {
    this.#end = this.#start + seconds * 1_000
  }

  get isOver() {
    return performance.now() >= this.#end
  }

  /** @param sent when its request was, of performance.now() */
  count(isExpected: boolean, sent: number) {
    if (isExpected) this.#times.push(performance.now() - sent)
    else this.otherStatus += 1
  }

  outcome(): Outcome {
    const times = this.#times.sort((a, b) => a - b)
    return {
      answered: times.length,
      otherStatus: this.otherStatus,
      broken: this.broken,
      perSecond: times.length / ((performance.now() - this.#start) / 1_000),
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
    }
  }
}
