import type { HttpContext } from '@adonisjs/core/http'
import { retention } from '#config/service/retention'
import DataExport from '#models/exports/data_export'

/** Archives on the page; there is rarely more than one. */
const SHOWN = 5

/** What is stored about somebody, how to download it, and how to delete it. */
export default class DataController {
  async show({ auth, view }: HttpContext) {
    const exports = await DataExport.listOf(auth.getUserOrFail()).limit(SHOWN)
    const days = { graceDays: retention.deletedAccounts, exportDays: retention.dataExports }
    return view.render('pages/account/data', { exports, ...days })
  }
}
