import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { endPersonalToken, issuePersonalToken, listPersonalTokens } from '#accounts/personal_tokens'
import PersonalTokenTransformer from '#transformers/personal_token_transformer'
import { pageOf } from '#http/lists/page_of'
import { listValidator } from '#validators/page'
import { personalTokenValidator } from '#validators/personal_token'

export default class PersonalTokensController {
  @endpoint('List your personal tokens', { query: listValidator, list: PersonalTokenTransformer })
  async index({ auth, request, serialize }: HttpContext) {
    const wish = await listValidator.validate(request.qs())
    const tokens = listPersonalTokens(auth.getUserOrFail())
    const { rows, meta } = await pageOf(tokens, { by: 'created_at' }, wish)
    return serialize(PersonalTokenTransformer.paginate(rows, meta))
  }

  @endpoint('Make a personal token', {
    details: 'The answer alone shows the token itself.',
    body: personalTokenValidator,
    answer: PersonalTokenTransformer,
    problems: ['conflict'],
  })
  async store({ auth, request, response, serialize, signIn }: HttpContext) {
    const wish = await request.validateUsing(personalTokenValidator)
    const { token, secret } = await issuePersonalToken(auth.getUserOrFail(), signIn, wish)
    response.status(201)
    return serialize(PersonalTokenTransformer.transform(token, secret))
  }

  @endpoint('End a personal token')
  async destroy({ access, auth, params, response }: HttpContext) {
    await endPersonalToken(auth.getUserOrFail(), access, params.id)
    response.noContent()
  }
}
