import Event from '#models/event'

/** An event as JSON of PostgreSQL holds it: numbers that JavaScript could not are text. */
export type NewsRow = Record<string, unknown> & { occurred_at: string; written_by: string }

/** An event, and the transaction that wrote it. */
export type News = { event: Event; writtenBy: bigint }

/** SQL. The columns of a NewsRow. */
export const NEWS_COLUMNS = `id::text, occurred_at, kind, outcome, user_id, actor_id, credential, sign_in_id,
  personal_token_id, subject_type, subject_id, ip_address, user_agent, request_id, details, written_by::text`

/**
 * SQL. What a snapshot did not see, by the index of transactions.
 * @param snapshot and its xmin: placeholders
 */
export const unseenBy = (snapshot: string, xmin: string) =>
  `written_by >= ${xmin}::bigint and not pg_visible_in_snapshot(written_by::text::xid8, ${snapshot}::pg_snapshot)`

const byId = (one: News, other: News) => (BigInt(one.event.id) < BigInt(other.event.id) ? -1 : 1)

/** In the order in which they were recorded. */
export const newsOf = (rows: NewsRow[]): News[] =>
  rows
    .map(({ written_by: writtenBy, occurred_at: occurredAt, ...row }) => ({
      event: Event.$createFromAdapterResult({ ...row, occurred_at: new Date(occurredAt) })!,
      writtenBy: BigInt(writtenBy),
    }))
    .sort(byId)
