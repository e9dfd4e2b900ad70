import type { HttpContext } from '@adonisjs/core/http'
import { shortName } from '#names/file_name'
import { networkOf } from '#http/network'
import File from '#models/file'
import FileShare from '#models/file_share'
import FilePolicy from '#policies/file_policy'
import FileSharePolicy from '#policies/file_share_policy'
import { changeShareFormValidator, shareFormValidator } from '#validators/sharing'
import { shareFile } from '#sharing/share'
import { changeShare, endShare } from '#sharing/share_changes'

export default class SharesController {
  async store({ auth, bouncer, params, request, response, session }: HttpContext) {
    const owner = auth.getUserOrFail()
    const file = await File.findFor(owner, params.id)
    await bouncer.with(FilePolicy).authorize('share', file)
    const wish = await request.validateUsing(shareFormValidator)
    await shareFile(file, owner, wish, networkOf(request.ip()))
    session.flash({ success: `It is shared with ${wish.with}.`, section: 'people' })
    response.redirect().status(303).toPath(`/files/${file.id}#people`)
  }

  async update({ auth, bouncer, params, request, response, session }: HttpContext) {
    const share = await FileShare.findLive(params.id)
    const owner = auth.getUserOrFail()
    const file = await File.findFor(owner, share.fileId)
    await bouncer.with(FilePolicy).authorize('share', file)
    await changeShare(share, owner, await request.validateUsing(changeShareFormValidator))
    const rights = share.role === 'editor' ? 'view and rename' : 'only view'
    session.flash({ success: `${share.name} can now ${rights} it.`, section: 'people' })
    response.redirect().status(303).toPath(`/files/${file.id}#people`)
  }

  /** The owner removes somebody, or somebody leaves. */
  async destroy({ auth, bouncer, params, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    const share = await FileShare.findLive(params.id)
    const file = await File.findFor(user, share.fileId)
    await bouncer.with(FileSharePolicy).authorize('end', share, file)
    await endShare(share, user)
    if (file.role === 'owner') {
      session.flash({ success: `The share with ${share.name} is removed.`, section: 'people' })
      return response.redirect().status(303).toPath(`/files/${file.id}#people`)
    }
    session.flash('success', `You have left ${shortName(file.name)}.`)
    response.redirect().status(303).toPath('/shared-with-me')
  }
}
