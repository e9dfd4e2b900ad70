import type { DateTime } from 'luxon'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { EVENT_KIND_NAMES, EVENT_KINDS, type EventKind } from '#activity/kinds'
import { EVENTS_ABOUT, type EventsAbout } from '#history/about'
import type Event from '#models/event'

/** Which events to find. */
export type EventsFilter = {
  about?: EventsAbout
  kind?: EventKind
  outcome?: 'done' | 'refused'
  /** Inclusive. */
  from?: DateTime
  /** Exclusive. */
  to?: DateTime
  /** The address that the request came from. */
  address?: string
}

type Events = ModelQueryBuilderContract<typeof Event>

/** Only these kinds; undefined for all. Each kind has one outcome. */
function kindsIn({ about, kind, outcome }: EventsFilter): EventKind[] | undefined {
  if (!about && !kind && !outcome) return undefined
  return EVENT_KIND_NAMES.filter(
    (name) =>
      (!kind || name === kind) &&
      (!about || (EVENTS_ABOUT[about] as EventKind[]).includes(name)) &&
      (!outcome || EVENT_KINDS[name] === outcome)
  )
}

/**
 * SQL. Events are numbered as they are written, but dated when their transaction began: the two differ by less than an
 * hour. This lets the list, which is sorted by number, start and stop near the dates, however long ago they were.
 */
const NOT_LONG_AFTER = `events.id <= coalesce((
  select later.id from events as later where later.occurred_at >= ?::timestamptz + interval '1 hour'
  order by later.occurred_at, later.id limit 1), 9223372036854775807)`
const NOT_LONG_BEFORE = `events.id >= coalesce((
  select earlier.id from events as earlier where earlier.occurred_at <= ?::timestamptz - interval '1 hour'
  order by earlier.occurred_at desc, earlier.id desc limit 1), 0)`

/** Adds the filter to a query. */
export function filterEvents(events: Events, filter: EventsFilter) {
  const { from, to, address } = filter
  const kinds = kindsIn(filter)
  if (kinds?.length === 1) events.where('kind', kinds[0])
  else if (kinds) events.whereIn('kind', kinds)
  if (from)
    events.where('occurred_at', '>=', from.toJSDate()).whereRaw(NOT_LONG_BEFORE, [from.toJSDate()])
  if (to) events.where('occurred_at', '<', to.toJSDate()).whereRaw(NOT_LONG_AFTER, [to.toJSDate()])
  if (address) events.where('ip_address', address)
  return events
}
