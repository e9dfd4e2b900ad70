import type { HttpContext } from '@adonisjs/core/http'
import { sendEvents } from '#downloads/events_answer'
import { ownEvents } from '#exports/events'
import { listEvents } from '#history/list'
import { sentenceOf } from '#history/sentences'
import type Event from '#models/event'
import { eventListValidator } from '#validators/event'

export default class EventsController {
  async index(ctx: HttpContext) {
    const { format, ...asked } = await eventListValidator.validate(ctx.request.qs())
    const user = ctx.auth.getUserOrFail()
    if (format) return sendEvents(ctx, ownEvents(user, asked), format)
    const list = await listEvents({ account: user.id }, asked)
    const told = { sentenceOf: (event: Event) => sentenceOf(event, ctx.i18n) }
    return ctx.view.render('pages/account/activity/index', { ...list, asked, ...told })
  }
}
