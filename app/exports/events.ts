import type { ListFormat } from '#exports/formats'
import type { EventsFilter } from '#history/filter'
import { type EventsOf, findEvents } from '#history/find'
import { namesIn } from '#history/people'
import type Event from '#models/event'
import type User from '#models/user'
import EventTransformer from '#transformers/event_transformer'
import RecordedEventTransformer from '#transformers/events/recorded_event_transformer'
import { csvLine } from '#words/csv'

/** Events in memory at once, however many there are. */
const BATCH = 200

/** A list of events to export, in the API's format. */
export type EventList = {
  whose: EventsOf
  filter: EventsFilter
  /** For a table: fields, with dots for nested ones. */
  columns: string[]
  rowsOf: (events: Event[]) => Promise<object[]>
}

const WHAT = ['id', 'occurredAt', 'kind', 'outcome', 'text']
const SUBJECT = ['subject.type', 'subject.id']
const ORIGIN = ['ipAddress', 'userAgent', 'requestId']

/** As their owner sees them. */
export const ownEvents = ({ id }: User, filter: EventsFilter = {}): EventList => ({
  whose: { account: id },
  filter,
  columns: [...WHAT, 'credential', 'byAnother', 'signInId', ...SUBJECT, ...ORIGIN],
  rowsOf: async (events) => events.map((event) => new EventTransformer(event).toObject()),
})

const PEOPLE = ['account.id', 'account.username', 'actor.id', 'actor.username']

/** As the super user sees them. */
export const recordedEvents = (whose: EventsOf, filter: EventsFilter = {}): EventList => ({
  whose,
  filter,
  columns: [
    ...[...WHAT, ...PEOPLE, 'credential', 'signInId', 'personalTokenId'],
    ...[...SUBJECT, ...ORIGIN, 'details'],
  ],
  async rowsOf(events) {
    const names = await namesIn(events)
    return events.map((event) => new RecordedEventTransformer(event, names).toObject())
  },
})

type Cell = string | boolean | number | null

function cellOf(row: object, column: string): Cell {
  const value = column
    .split('.')
    .reduce<unknown>((of, name) => (of as Record<string, unknown> | null)?.[name], row)
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : ((value ?? null) as Cell)
}

const WRITERS: Record<
  ListFormat,
  (columns: string[]) => { head: string; line: (row: object) => string }
> = {
  csv: (columns) => ({
    head: csvLine(columns),
    line: (row) => csvLine(columns.map((column) => cellOf(row, column))),
  }),
  jsonl: () => ({ head: '', line: (row) => `${JSON.stringify(row)}\n` }),
}

async function* batchesOf({ whose, filter }: EventList, first: Event[]) {
  let events = first
  while (events.length) {
    yield events
    if (events.length < BATCH) return
    events = await findEvents(whose, filter, { before: events.at(-1)!.id, limit: BATCH })
  }
}

async function* write(list: EventList, format: ListFormat, first: Event[]) {
  const { head, line } = WRITERS[format](list.columns)
  if (head) yield head
  for await (const events of batchesOf(list, first)) {
    const rows = await list.rowsOf(events)
    yield rows.map(line).join('')
  }
}

/** All events that the filter finds, newest first, streamed. Resolves once the first have been read. */
export async function writeEvents(
  list: EventList,
  format: ListFormat
): Promise<AsyncIterable<string>> {
  return write(list, format, await findEvents(list.whose, list.filter, { limit: BATCH }))
}

/** For the archive of all of somebody's data. */
export async function* eachEvent(owner: User): AsyncIterable<object> {
  const list = ownEvents(owner)
  const first = await findEvents(list.whose, list.filter, { limit: BATCH })
  for await (const events of batchesOf(list, first)) yield* await list.rowsOf(events)
}

/** What is recorded about an export: never the search terms. */
export function exportFacts({ whose }: EventList, format: ListFormat) {
  if (whose === 'everybody') return { format, of: 'everybody' }
  return 'person' in whose ? { format, of: 'person', personId: whose.person } : { format }
}
