import { EVENTS_ABOUT, type EventsAbout } from '#history/about'
import { cursorFor, readCursor } from '#http/cursor'
import Event from '#models/event'
import type User from '#models/user'

export type EventsWish = {
  about?: EventsAbout
  perPage?: number
  /** A `nextCursor`: what comes after that page. */
  after?: string
}

export type EventsPage = { events: Event[]; meta: { perPage: number; nextCursor: string | null } }

const LIST = 'events'
const PER_PAGE = 20

/**
 * What happened to somebody's account, the newest first: in one statement, however much that is.
 * @throws Problem validation_failed for a cursor of another list
 */
export async function listEvents(
  user: User,
  { about, perPage = PER_PAGE, after }: EventsWish = {}
): Promise<EventsPage> {
  const query = Event.query().where('user_id', user.id).orderBy('id', 'desc')
  if (about) query.whereIn('kind', EVENTS_ABOUT[about])
  if (after) query.where('id', '<', readCursor(LIST, after).id)

  const found = await query.limit(perPage + 1)
  const events = found.slice(0, perPage)
  const last = found.length > perPage ? events.at(-1) : undefined
  const nextCursor = last ? cursorFor(LIST, { value: '', id: last.id }) : null
  return { events, meta: { perPage, nextCursor } }
}
