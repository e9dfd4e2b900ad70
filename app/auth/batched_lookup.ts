import env from '#start/env'
import type { LazyRow } from '#overrides/extended_query'
import { PreparedQuery } from '#auth/prepared_query'

type Question = {
  hash: Buffer
  resolve(row: LazyRow | undefined): void
  reject(error: unknown): void
}

const isBatched = env.get('CALLER_LOOKUPS') === 'batched'

/**
 * What is asked for, as a table to select from. The limit leaves nothing out: it tells the planner to expect few
 * rows, so that it keeps one plan instead of making one each time.
 */
export const ASKED = `(
  select hash, place::int from unnest($1::bytea[]) with ordinality as hashes (hash, place)
  limit cardinality($1::bytea[])
) as asked`

/** A bytea[], as PostgreSQL writes it. */
const arrayOf = (hashes: Buffer[]) =>
  `{${hashes.map((hash) => `"\\\\x${hash.toString('hex')}"`).join()}}`

/**
 * Finds single rows by a hash. What is asked for in one turn of the event loop goes to the database in one query.
 * It begins after everything that it answers was asked for, and nothing is kept: no answer is older than its
 * question. Where the query fails, everyone who waits for it is told.
 */
export class BatchedLookup {
  #questions: Question[] = []
  readonly #query: PreparedQuery

  /**
   * @param name of the query
   * @param sql selects from ASKED, and says in `place` whose row it is
   */
  constructor(name: string, sql: string) {
    this.#query = new PreparedQuery(name, sql)
  }

  find(hash: Buffer): Promise<LazyRow | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<LazyRow | undefined>()
    this.#questions.push({ hash, resolve, reject })
    if (!isBatched) void this.#answer()
    else if (this.#questions.length === 1) setImmediate(() => this.#answer())
    return promise
  }

  async #answer() {
    const questions = this.#questions
    this.#questions = []
    try {
      const rows = await this.#query.run(arrayOf(questions.map(({ hash }) => hash)))
      const found = new Map(rows.map((row) => [row.get('place'), row]))
      for (const [index, { resolve }] of questions.entries()) resolve(found.get(index + 1))
    } catch (error) {
      for (const { reject } of questions) reject(error)
    }
  }
}
