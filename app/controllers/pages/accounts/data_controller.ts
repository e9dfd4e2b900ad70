import type { HttpContext } from '@adonisjs/core/http'
import { retention } from '#config/retention'

/** What is kept of somebody, and how it is deleted. */
export default class DataController {
  show({ view }: HttpContext) {
    return view.render('pages/account/data', { graceDays: retention.deletedAccounts })
  }
}
