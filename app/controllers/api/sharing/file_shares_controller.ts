import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { networkOf } from '#http/network'
import FileShare from '#models/file_share'
import { shareFiles } from '#sharing/share'
import FileShareTransformer from '#transformers/file_share_transformer'
import { pageValidator } from '#validators/page'
import { shareValidator } from '#validators/sharing'

export default class FileSharesController {
  @endpoint('List whom a file is shared with', { query: pageValidator, list: FileShareTransformer })
  async index(ctx: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(ctx.request.qs())
    const file = await ctx.file('view')
    const shares = await FileShare.listOf(file, ctx.auth.getUserOrFail(), page, perPage)
    return ctx.serialize(FileShareTransformer.paginate(shares.all(), shares.getMeta()))
  }

  @endpoint('Share a file with somebody', {
    details: 'Answers 200 where the file was shared with them already: the share is changed.',
    body: shareValidator,
    answer: FileShareTransformer,
    status: [201, 200],
    problems: ['forbidden', 'conflict'],
  })
  async store(ctx: HttpContext) {
    const { auth, request, response, serialize } = ctx
    const file = await ctx.file('share')
    const { with: name, ...terms } = await request.validateUsing(shareValidator)
    const wish = { with: [name], ...terms }
    const network = networkOf(request.ip())
    const [{ share, isNew }] = await shareFiles([file], auth.getUserOrFail(), wish, network)
    response.status(isNew ? 201 : 200)
    return serialize(FileShareTransformer.transform(share))
  }
}
