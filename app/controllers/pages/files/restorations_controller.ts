import type { HttpContext } from '@adonisjs/core/http'
import { restoreFile } from '#files/changes'
import { shortName } from '#names/file_name'

/** Out of the bin again. */
export default class RestorationsController {
  async store(ctx: HttpContext) {
    const file = await ctx.file('delete')
    await restoreFile(file)
    ctx.session.flash('success', `${shortName(file.name)} has been restored to your files.`)
    ctx.response.seeOther().toRoute('files.show', { id: file.id })
  }
}
