import type { HttpContext } from '@adonisjs/core/http'
import { retention } from '#config/service/retention'
import DataExport from '#models/exports/data_export'

/** Archives on the page: seldom more than one. */
const SHOWN = 5

/** What is kept of somebody, how they take it along, and how it is deleted. */
export default class DataController {
  async show({ auth, view }: HttpContext) {
    const exports = await DataExport.listOf(auth.getUserOrFail()).limit(SHOWN)
    const days = { graceDays: retention.deletedAccounts, exportDays: retention.dataExports }
    return view.render('pages/account/data', { exports, ...days })
  }
}
