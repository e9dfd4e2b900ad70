import type { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import FileLink from '#models/file_link'
import FilePolicy from '#policies/file_policy'
import { fileLinkFormValidator } from '#validators/sharing'
import { makeLink, revokeLink } from '#sharing/links'

export default class LinksController {
  async store({ auth, bouncer, params, request, response, session }: HttpContext) {
    const owner = auth.getUserOrFail()
    const file = await File.findFor(owner, params.id)
    await bouncer.with(FilePolicy).authorize('share', file)
    const { expiresInSeconds } = await request.validateUsing(fileLinkFormValidator)
    await makeLink(file, owner, expiresInSeconds)
    session.flash({ success: 'Here is your link: copy it below.', section: 'links' })
    response.redirect().status(303).toPath(`/files/${file.id}#links`)
  }

  async destroy({ auth, bouncer, params, response, session }: HttpContext) {
    const link = await FileLink.live().where('id', params.id).firstOrFail()
    const file = await File.findFor(auth.getUserOrFail(), link.fileId)
    await bouncer.with(FilePolicy).authorize('share', file)
    await revokeLink(link)
    session.flash({ success: 'That link has ended.', section: 'links' })
    response.redirect().status(303).toPath(`/files/${file.id}#links`)
  }
}
