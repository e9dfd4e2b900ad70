import type { HttpContext } from '@adonisjs/core/http'
import { shortName } from '#names/file_name'
import File from '#models/file'
import FilePolicy from '#policies/file_policy'
import { restoreFile } from '#files/changes'

/** Out of the bin again. */
export default class RestorationsController {
  async store({ auth, bouncer, params, response, session }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('delete', file)
    await restoreFile(file)
    session.flash('success', `${shortName(file.name)} is among your files again.`)
    response.redirect().status(303).toRoute('files.show', { id: file.id })
  }
}
