/** What knex emits of a statement that failed, beyond Lucid's types. */
type Emitter = { on(event: 'query-error', hear: (error: Error, of: { sql: string }) => void): void }

type Failed = { statement: string; said: string }

const failed = new WeakMap<Error, Failed>()

const BETWEEN = ' - '

/** Of a lost connection, several statements may have the same error. */
function note(error: Error, { sql }: { sql: string }) {
  if (!failed.has(error))
    failed.set(error, { statement: sql, said: error.message.slice((sql + BETWEEN).length) })
}

/**
 * Has failed statements known from now on. knex puts each in front of what the database said of it, where nobody can
 * tell one from the other: both may contain what is between them.
 */
export function noteFailedStatements({ client }: { client: Emitter }) {
  client.on('query-error', note)
}

/** What was said of a statement; of any other error its message. */
export const saidBy = (error: Error) => failed.get(error)?.said ?? error.message

/** A message with the statement, if it has one, and what is said of it in other words. */
export function besideStatement(error: Error, said: string) {
  const statement = failed.get(error)?.statement
  return statement === undefined ? said : statement + BETWEEN + said
}
