import type { HttpContext } from '@adonisjs/core/http'
import { askForExport } from '#exports/ask'
import DataExport from '#models/exports/data_export'
import { madeAt } from '#http/answers/made_at'
import { endpoint } from '#openapi/endpoint'
import { pageOf } from '#http/lists/page_of'
import DataExportTransformer from '#transformers/data_export_transformer'
import { listValidator } from '#validators/page'

export default class DataExportsController {
  @endpoint('List the archives of all that is mine', {
    query: listValidator,
    list: DataExportTransformer,
  })
  async index({ auth, request, serialize }: HttpContext) {
    const wish = await listValidator.validate(request.qs())
    const exports = DataExport.listOf(auth.getUserOrFail())
    const { rows, meta } = await pageOf(exports, { by: 'created_at' }, wish)
    return serialize(DataExportTransformer.paginate(rows, meta))
  }

  @endpoint('Show an archive, and whether it is ready', { answer: DataExportTransformer })
  async show({ auth, params, serialize }: HttpContext) {
    const found = await DataExport.findOf(auth.getUserOrFail(), params.id)
    return serialize(DataExportTransformer.transform(found))
  }

  @endpoint('Ask for an archive of all that is mine', {
    details: 'It is made in the background, mailed as a link, and there for a week.',
    answer: DataExportTransformer,
    located: true,
    status: 202,
    problems: ['conflict', 'too_many_requests'],
  })
  async store({ auth, response, serialize, signIn }: HttpContext) {
    const wanted = await askForExport(auth.getUserOrFail(), signIn)
    response.status(202)
    madeAt(response, 'api.data_exports.show', wanted.id)
    return serialize(DataExportTransformer.transform(wanted))
  }
}
