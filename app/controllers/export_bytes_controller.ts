import type { HttpContext } from '@adonisjs/core/http'
import { sendFile } from '#downloads/file_answer'
import { problems } from '#exceptions/problem'
import DataExport from '#models/exports/data_export'
import { endpoint } from '#openapi/endpoint'

/** The archive of all of somebody's data, for that person alone. */
export default class ExportBytesController {
  @endpoint('Download an archive of all that is mine', {
    details:
      'Takes `Range` and the preconditions of RFC 9110. A personal token needs the scope `files:read` as well.',
    bytes: true,
    versioned: true,
    status: [200, 206, 304],
    problems: ['precondition_failed', 'range_not_satisfiable'],
  })
  async show(ctx: HttpContext) {
    ctx.guard.assertScope('files:read')
    const { archive } = await DataExport.findOf(ctx.auth.getUserOrFail(), ctx.params.id)
    if (!archive) throw problems.notFound()
    return sendFile(ctx, archive)
  }
}
