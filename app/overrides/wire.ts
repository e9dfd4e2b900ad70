import type { Connection } from 'pg'

/** The state and messages of a connection in pg, beyond its types. */
export type Wire = Connection & {
  parsedStatements: Record<string, string | undefined>
  parse(message: { name: string; text: string }): void
  bind(message: { statement: string; values: string[] }): void
  describe(message: { type: 'P'; name: '' }): void
  execute(message: object): void
}

type Statement = { name: string; text: string; values: string[] }

/**
 * Parse and Bind. A named statement is parsed once per connection.
 * @returns whether it had been parsed before
 */
export function bindStatement(wire: Wire, statement: Statement) {
  const { name, values } = statement
  const isParsed = name !== '' && wire.parsedStatements[name] !== undefined
  if (!isParsed) wire.parse(statement)
  wire.bind({ statement: name, values })
  return isParsed
}
