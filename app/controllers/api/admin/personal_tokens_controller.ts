import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { listPersonalTokens } from '#accounts/personal_tokens'
import PersonalTokenTransformer from '#transformers/personal_token_transformer'
import { endOne } from '#people/access'
import { pageOf } from '#http/lists/page_of'
import { listValidator } from '#validators/page'

export default class PersonalTokensController {
  @endpoint('List the personal tokens of somebody', {
    query: listValidator,
    list: PersonalTokenTransformer,
  })
  async index(ctx: HttpContext) {
    const { request, serialize } = ctx
    const wish = await listValidator.validate(request.qs())
    const tokens = listPersonalTokens(await ctx.person())
    const { rows, meta } = await pageOf(tokens, { by: 'created_at' }, wish)
    return serialize(PersonalTokenTransformer.paginate(rows, meta))
  }

  @endpoint('End a personal token of somebody')
  async destroy({ params, response }: HttpContext) {
    await endOne('personalTokens', params.id)
    response.noContent()
  }
}
