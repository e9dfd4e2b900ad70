import type { EventsFilter } from '#history/filter'
import { type EventsOf, findEvents } from '#history/find'
import { cursorFor, readCursor } from '#http/cursor'
import type Event from '#models/event'

export type EventsWish = EventsFilter & {
  perPage?: number
  /** A `nextCursor`: continues after that page. */
  after?: string
}

export type EventsPage = { events: Event[]; meta: { perPage: number; nextCursor: string | null } }

const PER_PAGE = 20

const nameOf = (whose: EventsOf) => (whose === 'everybody' ? 'all events' : 'events')

/**
 * A page of events, newest first, at the same speed however many there are.
 * @throws Problem validation_failed for a cursor of another list
 */
export async function listEvents(
  whose: EventsOf,
  { perPage = PER_PAGE, after, ...filter }: EventsWish = {}
): Promise<EventsPage> {
  const list = nameOf(whose)
  const before = after ? readCursor(list, after).id : undefined
  const found = await findEvents(whose, filter, { before, limit: perPage + 1 })
  const events = found.slice(0, perPage)
  const last = found.length > perPage ? events.at(-1) : undefined
  const nextCursor = last ? cursorFor(list, { value: '', id: last.id }) : null
  return { events, meta: { perPage, nextCursor } }
}
