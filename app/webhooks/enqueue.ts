import db from '@adonisjs/lucid/services/db'
import { isOfAnother, unseenBy, unseenByRestored } from '#history/news'
import { FROM_NOW_ON } from '#models/webhooks/webhook'

/**
 * From which transaction on there may be anything new, null where nobody listens; and whether any of them was told what
 * it saw by the cluster that a dump came from.
 */
const OLDEST = `select min(pg_snapshot_xmin(seen::pg_snapshot)::text::bigint) as oldest,
  bool_or(${isOfAnother('seen')}) as is_restored
  from webhooks where state = 'active'`

/**
 * In one statement: the events that its snapshot sees and a webhook's did not, and what it saw. Nothing is left out or
 * told twice, in whichever order things are committed.
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

/** That the oldest is given tells the planner how few rows it is about. */
const ENQUEUE = enqueue(`state = 'active'`, unseenBy('listening.seen', '?'))

const ENQUEUE_RESTORED = enqueue(
  `state = 'active' and ${isOfAnother('seen')}`,
  unseenByRestored('listening.seen')
)

/** Puts what has happened since on its way. Only one process may do that at a time: see jobs/alone.ts. */
export async function enqueueNews() {
  type Row = { oldest: string | null; is_restored: boolean }
  const { rows } = await db.rawQuery<{ rows: [Row] }>(OLDEST)
  const [{ oldest, is_restored: isRestored }] = rows
  if (isRestored) await db.rawQuery(ENQUEUE_RESTORED)
  if (oldest !== null) await db.rawQuery(ENQUEUE, [oldest])
}
