import db from '@adonisjs/lucid/services/db'
import { retention } from '#config/service/retention'

const days = retention.securityEvents

/** Seals deleted at once, each with its events. */
const SEALS = 10

/**
 * Deletes old events together with their seals, oldest first. What was deleted is recorded, so that the rest can still
 * be verified. The database does it (database/migrations/1763000012002): nothing else can delete an event.
 * @returns how many were deleted; 0 once there are no more
 */
export async function pruneEvents(): Promise<number> {
  const { rows } = await db.rawQuery<{ rows: [{ count: number }] }>(
    'select prune_events(?, ?) as count',
    [days, SEALS]
  )
  return rows[0].count
}

export async function countOldEvents(): Promise<number> {
  const { rows } = await db.rawQuery<{ rows: [{ count: number }] }>(
    `select coalesce(sum(cardinality(event_ids)), 0)::int as count from event_seals where number <= (
       select max(number) from (
         select number, bool_and(last_occurred_at <= now() - make_interval(days => ?)) over (order by number) as is_due
         from event_seals) as judged where is_due)`,
    [days]
  )
  return rows[0].count
}
