import type { Client } from 'pg'

type Query = (asked: unknown, ...rest: unknown[]) => unknown

/** One that pg is to make a query of, and no query by itself. */
const hasName = (asked: unknown): asked is { name: string } =>
  typeof asked === 'object' && asked !== null && 'name' in asked && !('submit' in asked)

/**
 * Runs statements that somebody names, such as the counters of the limiter, without their names. Named ones are kept by
 * a connection of the database, and a pooler gives the next one somebody else's.
 */
export function dropStatementNames(connection: Client) {
  const own = connection as unknown as { query: Query }
  const query = own.query.bind(connection)
  own.query = (asked, ...rest) =>
    query(hasName(asked) ? { ...asked, name: undefined } : asked, ...rest)
}
