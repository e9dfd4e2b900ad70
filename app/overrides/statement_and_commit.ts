import type { Connection, Submittable } from 'pg'
import { bindStatement, type Wire } from '#overrides/wire'

const COMMIT = { name: '', text: 'COMMIT', values: [] }

/**
 * The last statement of a transaction and its COMMIT, sent and answered together, which saves a round trip. If the
 * statement fails, PostgreSQL skips the COMMIT (the extended query protocol skips everything up to the next Sync), and
 * nothing is kept. pg 8.23.1 can only send one after the other, or else everything on a connection without waiting.
 * Guarded by tests/functional/events/recording.spec.ts.
 */
export class StatementAndCommit implements Submittable {
  #command = ''
  readonly #answer = Promise.withResolvers<{ command: string }>()

  /**
   * @param name under which the connection keeps the plan; empty if it cannot
   * @param values as PostgreSQL literals
   */
  constructor(
    readonly name: string,
    readonly text: string,
    readonly values: string[]
  ) {}

  /** What the database finally did: COMMIT, or ROLLBACK if an earlier statement had failed. */
  get answer() {
    return this.#answer.promise
  }

  submit(connection: Connection) {
    const wire = connection as Wire
    wire.stream.cork()
    for (const statement of [this, COMMIT]) {
      bindStatement(wire, statement)
      wire.execute({})
    }
    wire.sync()
    wire.stream.uncork()
  }

  handleRowDescription() {}

  handleDataRow() {}

  handleCommandComplete({ text }: { text: string }) {
    this.#command = text
  }

  handleReadyForQuery() {
    this.#answer.resolve({ command: this.#command })
  }

  handleError(error: unknown) {
    this.#answer.reject(error)
  }
}
