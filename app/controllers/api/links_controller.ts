import type { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import FileLink from '#models/file_link'
import FilePolicy from '#policies/file_policy'
import { revokeLink } from '#sharing/links'

export default class LinksController {
  async destroy({ auth, bouncer, params, response }: HttpContext) {
    const link = await FileLink.live().where('id', params.id).firstOrFail()
    const file = await File.findFor(auth.getUserOrFail(), link.fileId)
    await bouncer.with(FilePolicy).authorize('share', file)
    await revokeLink(link)
    response.noContent()
  }
}
