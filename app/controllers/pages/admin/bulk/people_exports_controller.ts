import type { HttpContext } from '@adonisjs/core/http'
import { sendText } from '#downloads/text_answer'
import BulkAction from '#models/people/bulk_action'
import { openExport } from '#people/bulk/export'

export default class PeopleExportsController {
  async show(ctx: HttpContext) {
    sendText(ctx, await openExport(await BulkAction.findOrRefuse(ctx.params.id)))
  }
}
