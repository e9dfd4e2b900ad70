import type { Connection } from 'pg'

/** What pg keeps of a connection and says in it, beyond its types. */
export type Wire = Connection & {
  parsedStatements: Record<string, string | undefined>
  parse(message: { name: string; text: string }): void
  bind(message: { statement: string; values: string[] }): void
  describe(message: { type: 'P'; name: '' }): void
  execute(message: object): void
}

type Statement = { name: string; text: string; values: string[] }

/**
 * Parse and Bind. A statement with a name is parsed once in a connection.
 * @returns whether it was parsed before
 */
export function bindStatement(wire: Wire, statement: Statement) {
  const { name, values } = statement
  const isParsed = name !== '' && wire.parsedStatements[name] !== undefined
  if (!isParsed) wire.parse(statement)
  wire.bind({ statement: name, values })
  return isParsed
}
