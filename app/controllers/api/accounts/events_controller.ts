import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { listEvents } from '#history/list'
import EventTransformer from '#transformers/event_transformer'
import { eventListValidator } from '#validators/event'

export default class EventsController {
  @endpoint('List what happened to the account, the latest first', {
    query: eventListValidator,
    list: EventTransformer,
  })
  async index({ auth, request, serialize }: HttpContext) {
    const wish = await eventListValidator.validate(request.qs())
    const { events, meta } = await listEvents(auth.getUserOrFail(), wish)
    return serialize(EventTransformer.paginate(events, meta))
  }
}
