import type { HttpContext } from '@adonisjs/core/http'
import { sendEvents } from '#downloads/events_answer'
import { recordedEvents } from '#exports/events'
import { FORMATS_IN_WORDS, LIST_MEDIA_TYPES } from '#exports/formats'
import { endpoint } from '#openapi/endpoint'
import { listEvents } from '#history/list'
import { eventsOf, namesIn } from '#history/people'
import { tellLanguage } from '#languages/request_language'
import RecordedEventTransformer from '#transformers/events/recorded_event_transformer'
import { allEventListValidator } from '#validators/event'

export default class EventsController {
  @endpoint('List what happened to everybody, the latest first', {
    details: FORMATS_IN_WORDS,
    query: allEventListValidator,
    list: RecordedEventTransformer,
    otherTypes: LIST_MEDIA_TYPES,
  })
  async index(ctx: HttpContext) {
    const { person, format, ...wish } = await allEventListValidator.validate(ctx.request.qs())
    const whose = await eventsOf(person)
    if (format) return sendEvents(ctx, recordedEvents(whose, wish), format)
    const { events, meta } = await listEvents(whose, wish)
    const names = await namesIn(events)
    tellLanguage(ctx)
    return ctx.serialize(RecordedEventTransformer.paginate(events, meta, names, ctx.i18n))
  }
}
