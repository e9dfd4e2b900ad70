import type { HttpContext } from '@adonisjs/core/http'
import { sendEvents } from '#downloads/events_answer'
import { ownEvents } from '#exports/events'
import { FORMATS_IN_WORDS, LIST_MEDIA_TYPES } from '#exports/formats'
import { endpoint } from '#openapi/endpoint'
import { listEvents } from '#history/list'
import { tellLanguage } from '#languages/request_language'
import EventTransformer from '#transformers/event_transformer'
import { eventListValidator } from '#validators/event'

export default class EventsController {
  @endpoint('List what happened to the account, the latest first', {
    details: FORMATS_IN_WORDS,
    query: eventListValidator,
    list: EventTransformer,
    otherTypes: LIST_MEDIA_TYPES,
  })
  async index(ctx: HttpContext) {
    const { format, ...wish } = await eventListValidator.validate(ctx.request.qs())
    const user = ctx.auth.getUserOrFail()
    if (format) return sendEvents(ctx, ownEvents(user, wish), format)
    const { events, meta } = await listEvents({ account: user.id }, wish)
    tellLanguage(ctx)
    return ctx.serialize(EventTransformer.paginate(events, meta, ctx.i18n))
  }
}
