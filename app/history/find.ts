import { filterEvents, type EventsFilter } from '#history/filter'
import Event from '#models/event'

/** Whose events: those of an account, those of a person (including what they did to other accounts), or everybody's. */
export type EventsOf = { account: number } | { person: number } | 'everybody'

/** A part of a list. */
export type Stretch = {
  /** The number of the event that it continues after. */
  before?: string
  /** The most events to return. */
  limit: number
}

function stretchOf(filter: EventsFilter, { before, limit }: Stretch) {
  const query = filterEvents(Event.query(), filter).orderBy('id', 'desc').limit(limit)
  return before ? query.where('id', '<', before) : query
}

const newestFirst = ({ id: one }: Event, { id: other }: Event) =>
  BigInt(one) < BigInt(other) ? 1 : -1

/** Each of the two conditions has an index in this order; there is none for both together. */
async function ofPerson(id: number, filter: EventsFilter, stretch: Stretch) {
  const toThem = await stretchOf(filter, stretch).where('user_id', id)
  const byThem = await stretchOf(filter, stretch)
    .where('actor_id', id)
    .whereRaw('actor_id is distinct from user_id')
  return [...toThem, ...byThem].sort(newestFirst).slice(0, stretch.limit)
}

/** Events, newest first, at the same speed however many there are. */
export async function findEvents(
  whose: EventsOf,
  filter: EventsFilter,
  stretch: Stretch
): Promise<Event[]> {
  if (whose === 'everybody') return stretchOf(filter, stretch)
  if ('person' in whose) return ofPerson(whose.person, filter, stretch)
  return stretchOf(filter, stretch).where('user_id', whose.account)
}
