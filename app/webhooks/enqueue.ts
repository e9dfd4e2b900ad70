import db from '@adonisjs/lucid/services/db'
import { isOfAnother, unseenBy, unseenByRestored } from '#history/news'
import { FROM_NOW_ON } from '#models/webhooks/webhook'

/**
 * The first transaction that may contain news, null if nobody listens; and whether any webhook's snapshot is from the
 * cluster that a dump was taken from.
 */
const OLDEST = `select min(pg_snapshot_xmin(seen::pg_snapshot)::text::bigint) as oldest,
  bool_or(${isOfAnother('seen')}) as is_restored
  from webhooks where state = 'active'`

/**
 * In one statement: the events that its own snapshot sees and a webhook's did not, and the new snapshot. Nothing is
 * left out or sent twice, in whatever order transactions commit.
 */
const enqueue = (listening: string, isNew: string) => `
  with listening as (
    select id, kinds, seen from webhooks where ${listening} for update
  ), enqueued as (
    insert into webhook_deliveries (webhook_id, event_id, kind)
    select listening.id, events.id, events.kind
    from events join listening on ${isNew}
    where listening.kinds = '{}' or events.kind = any(listening.kinds)
    order by events.id
  )
  update webhooks set seen = ${FROM_NOW_ON} from listening where webhooks.id = listening.id`

/** Passing the oldest transaction tells the planner how few rows there are. */
const ENQUEUE = enqueue(`state = 'active'`, unseenBy('listening.seen', '?'))

const ENQUEUE_RESTORED = enqueue(
  `state = 'active' and ${isOfAnother('seen')}`,
  unseenByRestored('listening.seen')
)

/** Queues what has happened since the last time. Only one process may do so at a time: see jobs/alone.ts. */
export async function enqueueNews() {
  type Row = { oldest: string | null; is_restored: boolean }
  const { rows } = await db.rawQuery<{ rows: [Row] }>(OLDEST)
  const [{ oldest, is_restored: isRestored }] = rows
  if (isRestored) await db.rawQuery(ENQUEUE_RESTORED)
  if (oldest !== null) await db.rawQuery(ENQUEUE, [oldest])
}
