import { goOnWith } from '../_columns.js'
import { paged } from '../administration/_paged.js'
import { FilteredEventsCommand } from './_filtered.js'

const HEAD = ['when', 'account', 'by', 'from', 'what']

export default class EventsList extends paged(FilteredEventsCommand) {
  static commandName = 'events:list'
  static description = 'List all events, or those a filter finds, newest first'
  static help = [
    '```',
    '{{ binaryName }} events:list --person=ada --outcome=refused',
    '{{ binaryName }} events:list --kind=account_suspended --from=2026-01-01 --to=2026-02-01',
    '```',
  ]

  protected async perform() {
    const { listEvents } = await import('#history/list')
    const { eventsOf, namesIn } = await import('#history/people')
    const { plainSentenceOf } = await import('#history/sentences')
    const { default: Transformer } = await import('#transformers/events/recorded_event_transformer')
    const { english } = await import('#languages/words')
    const { allEventListValidator } = await import('#validators/event')
    const asked = { ...this.asked, ...this.typedPage }
    const { person, ...wish } = await allEventListValidator.validate(asked)
    const { events, meta } = await listEvents(await eventsOf(person), wish)
    const names = await namesIn(events)

    const data = events.map((event) => new Transformer(event, names).toObject())
    if (this.json) return this.printJson({ data, meta })

    const nameOf = (id: number | null) => (id === null ? '-' : (names.get(id) ?? String(id)))
    const rows = events.map((event) => [
      event.occurredAt.toUTC().toFormat('yyyy-LL-dd HH:mm:ss'),
      nameOf(event.userId),
      nameOf(event.actorId),
      event.ipAddress ?? '-',
      plainSentenceOf(event, english()),
    ])
    this.printTable([HEAD, ...rows])
    return goOnWith(meta)
  }
}
