import type { HttpContext } from '@adonisjs/core/http'
import { networkOf } from '#http/network'
import File from '#models/file'
import FileShare from '#models/file_share'
import FilePolicy from '#policies/file_policy'
import FileShareTransformer from '#transformers/file_share_transformer'
import { pageValidator } from '#validators/page'
import { shareValidator } from '#validators/sharing'
import { shareFile } from '#sharing/share'

export default class FileSharesController {
  async index({ auth, params, request, serialize }: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const user = auth.getUserOrFail()
    const shares = await FileShare.listOf(await File.findFor(user, params.id), user, page, perPage)
    return serialize(FileShareTransformer.paginate(shares.all(), shares.getMeta()))
  }

  async store({ auth, bouncer, params, request, response, serialize }: HttpContext) {
    const owner = auth.getUserOrFail()
    const file = await File.findFor(owner, params.id)
    await bouncer.with(FilePolicy).authorize('share', file)
    const wish = await request.validateUsing(shareValidator)
    const { share, isNew } = await shareFile(file, owner, wish, networkOf(request.ip()))
    response.status(isNew ? 201 : 200)
    return serialize(FileShareTransformer.transform(share))
  }
}
