import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { listSignIns } from '#sign_ins/list'
import SignInTransformer from '#transformers/sign_in_transformer'
import { endOne } from '#people/access'
import { pageOf } from '#http/lists/page_of'
import { listValidator } from '#validators/page'

export default class SignInsController {
  @endpoint('List where somebody is signed in', { query: listValidator, list: SignInTransformer })
  async index(ctx: HttpContext) {
    const { guard, request, serialize } = ctx
    const wish = await listValidator.validate(request.qs())
    const signIns = listSignIns(await ctx.person())
    const { rows, meta } = await pageOf(signIns, { by: 'last_seen_at' }, wish)
    return serialize(SignInTransformer.paginate(rows, meta, guard.signIn?.id))
  }

  @endpoint('End a sign-in of somebody')
  async destroy({ params, response }: HttpContext) {
    await endOne('signIns', params.id)
    response.noContent()
  }
}
