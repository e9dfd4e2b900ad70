import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { followEvents } from '#live/follow'
import EventTransformer from '#transformers/event_transformer'
import { eventStreamValidator } from '#validators/event'

export default class EventStreamController {
  @endpoint('Follow what happens to the account', {
    details: `Server-sent events, for as long as the credential is good: \`data\` of each is what \`GET /api/v1/me/events\` lists. After a pause send the last \`id\` as \`Last-Event-ID\`; an event may come twice then, with the same \`id\` in its data. \`event: reset\` says that something was left out: read anew what you show. A stream ends with the credential, and after an hour.`,
    query: eventStreamValidator,
    events: EventTransformer,
  })
  async show(ctx: HttpContext) {
    const { about } = await eventStreamValidator.validate(ctx.request.qs())
    await followEvents(ctx, about)
  }
}
