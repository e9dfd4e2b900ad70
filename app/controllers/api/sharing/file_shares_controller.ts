import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { madeAt } from '#http/answers/made_at'
import { networkOf } from '#http/network'
import FileShare from '#models/file_share'
import { shareFiles } from '#sharing/share'
import FileShareTransformer from '#transformers/file_share_transformer'
import { pageOf } from '#http/lists/page_of'
import { listValidator } from '#validators/page'
import { shareValidator } from '#validators/sharing'

export default class FileSharesController {
  @endpoint('List whom a file is shared with', { query: listValidator, list: FileShareTransformer })
  async index(ctx: HttpContext) {
    const wish = await listValidator.validate(ctx.request.qs())
    const shares = FileShare.listOf(await ctx.file('view'), ctx.auth.getUserOrFail())
    const { rows, meta } = await pageOf(shares, { by: 'created_at' }, wish)
    return ctx.serialize(FileShareTransformer.paginate(rows, meta))
  }

  @endpoint('Share a file with somebody', {
    details: 'Answers 200 where the file was shared with them already: the share is changed.',
    body: shareValidator,
    answer: FileShareTransformer,
    located: true,
    status: [201, 200],
    problems: ['forbidden', 'conflict'],
  })
  async store(ctx: HttpContext) {
    const { access, auth, request, response, serialize } = ctx
    const file = await ctx.file('share')
    const { with: name, ...terms } = await request.validateUsing(shareValidator)
    const wish = { with: [name], ...terms }
    const from = { access, network: networkOf(request.ip()) }
    const [{ share, isNew }] = await shareFiles([file], auth.getUserOrFail(), wish, from)
    response.status(isNew ? 201 : 200)
    if (isNew) madeAt(response, 'api.shares.show', share.id)
    return serialize(FileShareTransformer.transform(share))
  }
}
