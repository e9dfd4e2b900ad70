import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { endSignIn } from '#sign_ins/end'
import { listSignIns } from '#sign_ins/list'
import SignInTransformer from '#transformers/sign_in_transformer'
import { pageValidator } from '#validators/page'

export default class SignInsController {
  @endpoint('List where you are signed in', { query: pageValidator, list: SignInTransformer })
  async index({ auth, guard, request, serialize }: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const signIns = await listSignIns(auth.getUserOrFail(), page, perPage)
    return serialize(SignInTransformer.paginate(signIns.all(), signIns.getMeta(), guard.signIn?.id))
  }

  @endpoint('Sign out one browser or device')
  async destroy(ctx: HttpContext) {
    await endSignIn(ctx, ctx.params.id)
    ctx.response.noContent()
  }
}
