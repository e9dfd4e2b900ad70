import type { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import FileShare from '#models/file_share'
import FilePolicy from '#policies/file_policy'
import FileSharePolicy from '#policies/file_share_policy'
import FileShareTransformer from '#transformers/file_share_transformer'
import { changeShareValidator } from '#validators/sharing'
import { changeShare, endShare } from '#sharing/share_changes'

export default class SharesController {
  async update({ auth, bouncer, params, request, serialize }: HttpContext) {
    const share = await FileShare.findLive(params.id)
    const owner = auth.getUserOrFail()
    const file = await File.findFor(owner, share.fileId)
    await bouncer.with(FilePolicy).authorize('share', file)
    await changeShare(share, owner, await request.validateUsing(changeShareValidator))
    return serialize(FileShareTransformer.transform(share))
  }

  async destroy({ auth, bouncer, params, response }: HttpContext) {
    const user = auth.getUserOrFail()
    const share = await FileShare.findLive(params.id)
    const file = await File.findFor(user, share.fileId)
    await bouncer.with(FileSharePolicy).authorize('end', share, file)
    await endShare(share, user)
    response.noContent()
  }
}
