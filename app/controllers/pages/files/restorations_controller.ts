import type { HttpContext } from '@adonisjs/core/http'
import { restoreFile } from '#files/changes'
import { shortName } from '#names/file_name'

/** Restores a file from the bin. */
export default class RestorationsController {
  async store(ctx: HttpContext) {
    const file = await ctx.file('delete')
    await restoreFile(file)
    const { i18n, session } = ctx
    session.flash('success', i18n.t('files.flash.restored', { name: shortName(file.name) }))
    ctx.response.seeOther().toRoute('files.show', { id: file.id })
  }
}
