import type { LazyRow } from '#overrides/extended_query'
import { PreparedQuery } from '#database/prepared_query'
import { hashArray } from '#secrets/hash_array'

type Question = {
  hash: Buffer
  resolve(row: LazyRow | undefined): void
  reject(error: unknown): void
}

/**
 * The requested hashes, as a table to select from. The limit leaves nothing out: it tells the planner to expect few
 * rows, so that it keeps one plan instead of making a new one each time.
 */
export const askedIn = (placeholder: string) => `(
  select hash, place::int from unnest(${placeholder}::bytea[]) with ordinality as hashes (hash, place)
  limit cardinality(${placeholder}::bytea[])
) as asked`

export const ASKED = askedIn('$1')

/**
 * Finds single rows by a hash. A look-up goes to the database at once if none is under way. Those that arrive meanwhile
 * wait, and go together in the next query. A query starts after every look-up that it answers, and nothing is cached:
 * no answer is older than its question. If a query fails, all of its look-ups fail.
 */
export class BatchedLookup {
  #waiting: Question[] = []
  #isUnderWay = false
  readonly #query: PreparedQuery

  /**
   * @param name of the query
   * @param sql selects from ASKED, and returns in `place` which hash a row belongs to
   */
  constructor(name: string, sql: string) {
    this.#query = new PreparedQuery(name, sql)
  }

  find(hash: Buffer): Promise<LazyRow | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<LazyRow | undefined>()
    this.#waiting.push({ hash, resolve, reject })
    if (!this.#isUnderWay) void this.#ask()
    return promise
  }

  async #ask() {
    this.#isUnderWay = true
    const asked = this.#waiting
    this.#waiting = []
    try {
      const rows = await this.#query.run(hashArray(asked.map(({ hash }) => hash)))
      this.#goOn()
      const found = new Map(rows.map((row) => [row.get('place'), row]))
      for (const [index, { resolve }] of asked.entries()) resolve(found.get(index + 1))
    } catch (error) {
      this.#isUnderWay = false
      for (const { reject } of [...asked, ...this.#waiting.splice(0)]) reject(error)
    }
  }

  #goOn() {
    this.#isUnderWay = false
    if (this.#waiting.length > 0) void this.#ask()
  }
}
