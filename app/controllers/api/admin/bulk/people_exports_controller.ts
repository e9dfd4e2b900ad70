import type { HttpContext } from '@adonisjs/core/http'
import { sendText } from '#downloads/text_answer'
import BulkAction from '#models/people/bulk_action'
import { endpoint } from '#openapi/endpoint'
import { openExport } from '#people/bulk/export'

export default class PeopleExportsController {
  @endpoint('Download an export of people', {
    details:
      'Of an export that is done, for a week. A cell of CSV that begins like a formula has an apostrophe before it.',
    bytes: true,
  })
  async show(ctx: HttpContext) {
    sendText(ctx, await openExport(await BulkAction.findOrRefuse(ctx.params.id)))
  }
}
