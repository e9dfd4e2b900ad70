import type { HttpContext } from '@adonisjs/core/http'
import { changeShare, endShare } from '#sharing/share_changes'
import FileShareTransformer from '#transformers/file_share_transformer'
import { changeShareValidator } from '#validators/sharing'

export default class SharesController {
  async update(ctx: HttpContext) {
    const share = await ctx.share('change')
    const wish = await ctx.request.validateUsing(changeShareValidator)
    await changeShare(share, ctx.auth.getUserOrFail(), wish)
    return ctx.serialize(FileShareTransformer.transform(share))
  }

  async destroy(ctx: HttpContext) {
    const share = await ctx.share('end')
    await endShare(share, ctx.auth.getUserOrFail())
    ctx.response.noContent()
  }
}
