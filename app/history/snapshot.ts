/**
 * Which transactions a statement saw: pg_current_snapshot(), as PostgreSQL writes it. `10:20:10,14` saw all below 20 but
 * 10 and 14, which had not committed.
 *
 * Ids of events are given out before they are committed, so that a smaller one may appear later. What one snapshot saw
 * and an earlier one did not is new, and each event is that once, whatever else is under way.
 */
export class Snapshot {
  readonly xmin: bigint
  readonly xmax: bigint
  readonly #underWay: ReadonlySet<bigint>

  constructor(readonly text: string) {
    const [xmin, xmax, underWay] = text.split(':')
    this.xmin = BigInt(xmin)
    this.xmax = BigInt(xmax)
    this.#underWay = new Set(underWay ? underWay.split(',').map(BigInt) : [])
  }

  /** Whether it saw what a transaction wrote. */
  saw(transaction: bigint) {
    if (transaction < this.xmin) return true
    return transaction < this.xmax && !this.#underWay.has(transaction)
  }

  /** Of two of one database. Time moves both of its ends up; between them, what was under way ends. */
  isBefore(other: Snapshot) {
    if (this.xmin !== other.xmin) return this.xmin < other.xmin
    if (this.xmax !== other.xmax) return this.xmax < other.xmax
    return this.#underWay.size > other.#underWay.size
  }
}
