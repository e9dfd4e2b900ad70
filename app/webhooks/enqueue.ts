import db from '@adonisjs/lucid/services/db'
import { unseenBy } from '#history/news'
import { FROM_NOW_ON } from '#models/webhooks/webhook'

/** From which transaction on there may be anything new; null where nobody listens. */
const OLDEST = `select min(pg_snapshot_xmin(seen::pg_snapshot)::text::bigint) as oldest
  from webhooks where state = 'active'`

/**
 * In one statement: the events that its snapshot sees and a webhook's did not, and what it saw. Nothing is left out or
 * told twice, in whichever order things are committed. That the oldest is given tells the planner how few rows it is
 * about.
 */
const ENQUEUE = `
  with listening as (
    select id, kinds, seen from webhooks where state = 'active' for update
  ), enqueued as (
    insert into webhook_deliveries (webhook_id, event_id, kind)
    select listening.id, events.id, events.kind
    from events join listening on ${unseenBy('listening.seen', '?')}
    where listening.kinds = '{}' or events.kind = any(listening.kinds)
    order by events.id
  )
  update webhooks set seen = ${FROM_NOW_ON} from listening where webhooks.id = listening.id`

/** Puts what has happened since on its way. Only one process may do that at a time: see jobs/alone.ts. */
export async function enqueueNews() {
  const { rows } = await db.rawQuery<{ rows: [{ oldest: string | null }] }>(OLDEST)
  const [{ oldest }] = rows
  if (oldest !== null) await db.rawQuery(ENQUEUE, [oldest])
}
