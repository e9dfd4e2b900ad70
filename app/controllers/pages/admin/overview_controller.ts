import type { HttpContext } from '@adonisjs/core/http'
import { canBeWrittenAgain, listMailsGivenUp } from '#people/mails_given_up'
import { overview } from '#overview/overview'

/** Emails on the page: the newest that could not be delivered. */
const SHOWN = 20

export default class OverviewController {
  async show({ view }: HttpContext) {
    const figures = await overview()
    const givenUp = await listMailsGivenUp().paginate(1, SHOWN)
    return view.render('pages/admin/overview/show', { figures, givenUp, canBeWrittenAgain })
  }
}
