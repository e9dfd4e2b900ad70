import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { listSignIns } from '#sign_ins/list'
import SignInTransformer from '#transformers/sign_in_transformer'
import { endOne } from '#people/access'
import { pageValidator } from '#validators/page'

export default class SignInsController {
  @endpoint('List where somebody is signed in', { query: pageValidator, list: SignInTransformer })
  async index(ctx: HttpContext) {
    const { guard, request, serialize } = ctx
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const signIns = await listSignIns(await ctx.person(), page, perPage)
    return serialize(SignInTransformer.paginate(signIns.all(), signIns.getMeta(), guard.signIn?.id))
  }

  @endpoint('End a sign-in of somebody')
  async destroy({ params, response }: HttpContext) {
    await endOne('signIns', params.id)
    response.noContent()
  }
}
