import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { changeShare, endShare } from '#sharing/share_changes'
import FileShareTransformer from '#transformers/file_share_transformer'
import { changeShareValidator } from '#validators/sharing'

export default class SharesController {
  @endpoint('Change what somebody may do with a file, or until when', {
    body: changeShareValidator,
    answer: FileShareTransformer,
    problems: ['forbidden', 'conflict'],
  })
  async update(ctx: HttpContext) {
    const share = await ctx.share('change')
    const wish = await ctx.request.validateUsing(changeShareValidator)
    await changeShare(share, ctx.auth.getUserOrFail(), wish)
    return ctx.serialize(FileShareTransformer.transform(share))
  }

  @endpoint('End a share', {
    details: 'Whoever shares the file may, and whom it is shared with.',
    problems: ['forbidden'],
  })
  async destroy(ctx: HttpContext) {
    const share = await ctx.share('end')
    await endShare(share, ctx.auth.getUserOrFail())
    ctx.response.noContent()
  }
}
