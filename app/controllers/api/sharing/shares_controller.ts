import type { HttpContext } from '@adonisjs/core/http'
import { pageOf } from '#http/lists/page_of'
import { endpoint } from '#openapi/endpoint'
import { orderOfShares, ownShares } from '#sharing/own_list'
import { changeShare, endShare } from '#sharing/share_changes'
import FileShareTransformer from '#transformers/file_share_transformer'
import { changeShareValidator, ownListValidator } from '#validators/sharing'

export default class SharesController {
  @endpoint('List all your shares', {
    details: 'Of all your files that are not in the bin, newest first.',
    query: ownListValidator,
    list: FileShareTransformer,
  })
  async index({ auth, request, serialize }: HttpContext) {
    const wish = await ownListValidator.validate(request.qs())
    const shares = ownShares(auth.getUserOrFail(), wish)
    const { rows, meta } = await pageOf(shares, orderOfShares(wish), wish)
    return serialize(FileShareTransformer.paginate(rows, meta))
  }

  @endpoint('Show a share', {
    answer: FileShareTransformer,
    versioned: true,
    problems: ['forbidden'],
  })
  async show(ctx: HttpContext) {
    return ctx.versioned(FileShareTransformer.transform(await ctx.share('view')))
  }

  @endpoint('Change what somebody may do with a file, or until when', {
    body: changeShareValidator,
    answer: FileShareTransformer,
    versioned: true,
    problems: ['forbidden', 'conflict'],
  })
  async update(ctx: HttpContext) {
    const share = await ctx.share('change')
    const asRead = await ctx.wantsAsRead(() => FileShareTransformer.transform(share))
    const wish = await ctx.request.validateUsing(changeShareValidator)
    await changeShare(share, ctx.access, wish, { asRead })
    return ctx.versioned(FileShareTransformer.transform(share))
  }

  @endpoint('End a share', {
    details: 'Whoever shares the file may, and whom it is shared with.',
    versioned: true,
    problems: ['forbidden'],
  })
  async destroy(ctx: HttpContext) {
    const share = await ctx.share('end')
    const asRead = await ctx.wantsAsRead(() => FileShareTransformer.transform(share))
    await endShare(share, ctx.auth.getUserOrFail(), { asRead })
    ctx.response.noContent()
  }
}
