import { IS_WRITTEN_HERE, NEXT_TRANSACTION } from '#history/restored'
import Event from '#models/event'

/** An event as PostgreSQL's JSON: numbers too large for JavaScript are strings. */
export type NewsRow = Record<string, unknown> & { occurred_at: string; written_by: string }

/** An event, and the transaction that wrote it. */
export type News = { event: Event; writtenBy: bigint }

/** SQL: the columns of a NewsRow. */
export const NEWS_COLUMNS = `id::text, occurred_at, kind, outcome, user_id, actor_id, credential, sign_in_id,
  personal_token_id, subject_type, subject_id, ip_address, user_agent, request_id, details, written_by::text`

const isSeenBy = (snapshot: string) =>
  `pg_visible_in_snapshot(written_by::text::xid8, ${snapshot}::pg_snapshot)`

const xminOf = (snapshot: string) => `pg_snapshot_xmin(${snapshot}::pg_snapshot)::text::bigint`

/**
 * SQL: events that a snapshot did not see, found by the index on transactions.
 * @param snapshot and its xmin: placeholders
 */
export const unseenBy = (snapshot: string, xmin: string) =>
  `written_by >= ${xmin}::bigint and not ${isSeenBy(snapshot)} and ${IS_WRITTEN_HERE}`

/**
 * SQL: the same if the snapshot comes from the cluster that a dump was taken from: what it did not see there, and
 * everything written here.
 */
export const unseenByRestored = (snapshot: string) =>
  `(written_by >= ${xminOf(snapshot)} and not ${isSeenBy(snapshot)} or ${IS_WRITTEN_HERE})`

/**
 * SQL: whether a snapshot comes from the cluster that a dump was taken from. It does not matter if this cluster's
 * numbers are already higher.
 */
export const isOfAnother = (snapshot: string) =>
  `pg_snapshot_xmax(${snapshot}::pg_snapshot)::text::bigint > ${NEXT_TRANSACTION}`

const byId = (one: News, other: News) => (BigInt(one.event.id) < BigInt(other.event.id) ? -1 : 1)

/** In the order in which they were recorded. */
export const newsOf = (rows: NewsRow[]): News[] =>
  rows
    .map(({ written_by: writtenBy, occurred_at: occurredAt, ...row }) => ({
      event: Event.$createFromAdapterResult({ ...row, occurred_at: new Date(occurredAt) })!,
      writtenBy: BigInt(writtenBy),
    }))
    .sort(byId)
