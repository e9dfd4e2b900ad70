import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { listPersonalTokens } from '#accounts/personal_tokens'
import PersonalTokenTransformer from '#transformers/personal_token_transformer'
import { endOne } from '#people/access'
import { pageValidator } from '#validators/page'

export default class PersonalTokensController {
  @endpoint('List the personal tokens of somebody', {
    query: pageValidator,
    list: PersonalTokenTransformer,
  })
  async index(ctx: HttpContext) {
    const { request, serialize } = ctx
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const tokens = await listPersonalTokens(await ctx.person(), page, perPage)
    return serialize(PersonalTokenTransformer.paginate(tokens.all(), tokens.getMeta()))
  }

  @endpoint('End a personal token of somebody')
  async destroy({ params, response }: HttpContext) {
    await endOne('personalTokens', params.id)
    response.noContent()
  }
}
