import type { HttpContext } from '@adonisjs/core/http'
import { networkOf } from '#http/network'
import FileShare from '#models/file_share'
import { shareFile } from '#sharing/share'
import FileShareTransformer from '#transformers/file_share_transformer'
import { pageValidator } from '#validators/page'
import { shareValidator } from '#validators/sharing'

export default class FileSharesController {
  async index(ctx: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(ctx.request.qs())
    const file = await ctx.file('view')
    const shares = await FileShare.listOf(file, ctx.auth.getUserOrFail(), page, perPage)
    return ctx.serialize(FileShareTransformer.paginate(shares.all(), shares.getMeta()))
  }

  async store(ctx: HttpContext) {
    const { auth, request, response, serialize } = ctx
    const file = await ctx.file('share')
    const wish = await request.validateUsing(shareValidator)
    const network = networkOf(request.ip())
    const { share, isNew } = await shareFile(file, auth.getUserOrFail(), wish, network)
    response.status(isNew ? 201 : 200)
    return serialize(FileShareTransformer.transform(share))
  }
}
