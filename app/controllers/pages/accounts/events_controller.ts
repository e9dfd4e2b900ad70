import type { HttpContext } from '@adonisjs/core/http'
import { listEvents } from '#history/list'
import { sentenceOf } from '#history/sentences'
import { clientName } from '#sign_ins/client_name'
import type Event from '#models/event'
import { eventListValidator } from '#validators/event'

export default class EventsController {
  async index({ auth, i18n, request, view }: HttpContext) {
    const asked = await eventListValidator.validate(request.qs())
    const list = await listEvents(auth.getUserOrFail(), asked)
    const told = { sentenceOf: (event: Event) => sentenceOf(event, i18n), clientName }
    return view.render('pages/account/activity/index', { ...list, asked, ...told })
  }
}
