import type { HttpContext } from '@adonisjs/core/http'
import { sendEvents } from '#downloads/events_answer'
import { recordedEvents } from '#exports/events'
import { listEvents } from '#history/list'
import type { EventsOf } from '#history/find'
import { findEventsOf, namesIn } from '#history/people'
import { kindsInWords, plainSentenceOf } from '#history/sentences'
import type Event from '#models/event'
import { allEventListValidator } from '#validators/event'

/** No account has this id. */
const NOBODY: EventsOf = { account: 0 }

export default class EventsController {
  async index(ctx: HttpContext) {
    const asked = ctx.request.qs()
    const { person, format, ...wish } = await allEventListValidator.validate(asked)
    const whose = await findEventsOf(person)
    if (format) return sendEvents(ctx, recordedEvents(whose ?? NOBODY, wish), format)
    const list = await listEvents(whose ?? NOBODY, wish)
    const names = await namesIn(list.events)
    const sentenceOf = (event: Event) => plainSentenceOf(event, ctx.i18n)
    const words = { sentenceOf, kinds: kindsInWords(ctx.i18n) }
    const facts = { ...list, names, asked, isUnknown: whose === null }
    return ctx.view.render('pages/admin/activity/index', { ...facts, ...words })
  }
}
