/**
 * Which transactions a statement saw: pg_current_snapshot(), as PostgreSQL writes it. `10:20:10,14` saw all below 20
 * except 10 and 14, which had not committed.
 *
 * Event ids are assigned before commit, so that a lower one may appear later. Whatever one snapshot saw and an earlier
 * one did not is new, and each event is new exactly once, whatever else is in progress.
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

  /** Whether it saw the writes of a transaction. */
  saw(transaction: bigint) {
    if (transaction < this.xmin) return true
    return transaction < this.xmax && !this.#underWay.has(transaction)
  }

  /** For two snapshots of one database: both ends only move up, and transactions between them only finish. */
  isBefore(other: Snapshot) {
    if (this.xmin !== other.xmin) return this.xmin < other.xmin
    if (this.xmax !== other.xmax) return this.xmax < other.xmax
    return this.#underWay.size > other.#underWay.size
  }
}
