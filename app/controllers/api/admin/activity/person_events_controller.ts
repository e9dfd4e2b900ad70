import type { HttpContext } from '@adonisjs/core/http'
import { sendEvents } from '#downloads/events_answer'
import { recordedEvents } from '#exports/events'
import { FORMATS_IN_WORDS, LIST_MEDIA_TYPES } from '#exports/formats'
import { endpoint } from '#openapi/endpoint'
import { listEvents } from '#history/list'
import { namesIn } from '#history/people'
import { tellLanguage } from '#languages/request_language'
import RecordedEventTransformer from '#transformers/events/recorded_event_transformer'
import { personEventListValidator } from '#validators/event'

export default class PersonEventsController {
  @endpoint('List what happened to somebody, or was done by them, the latest first', {
    details: FORMATS_IN_WORDS,
    query: personEventListValidator,
    list: RecordedEventTransformer,
    otherTypes: LIST_MEDIA_TYPES,
  })
  async index(ctx: HttpContext) {
    const { format, ...wish } = await personEventListValidator.validate(ctx.request.qs())
    const { id } = await ctx.person()
    const whose = { person: id }
    if (format) return sendEvents(ctx, recordedEvents(whose, wish), format)
    const { events, meta } = await listEvents(whose, wish)
    const names = await namesIn(events)
    tellLanguage(ctx)
    return ctx.serialize(RecordedEventTransformer.paginate(events, meta, names, ctx.i18n))
  }
}
