import { isPooled } from '#config/database'

/** What Lucid's query builders run, beyond its types. */
type Built = { knexQuery: { options(options: { name: string }): unknown } }

/**
 * Each connection of the pool parses and plans this statement once, or again once a migration has changed what it
 * returns (app/overrides/outdated_plans.ts), and not each time; behind a pooler it does. For a
 * statement that
 * - is always the same under this name,
 * - names its columns: a kept plan fails once `*` has a column more,
 * - holds its constants as literals: a kept plan cannot use an index with a condition on `state = $1`.
 */
export function plannedOnce<Query extends object>(name: string, query: Query): Query {
  if (!isPooled) (query as unknown as Built).knexQuery.options({ name })
  return query
}
