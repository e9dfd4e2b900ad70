import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { endSignIn } from '#sign_ins/end'
import { listSignIns } from '#sign_ins/list'
import SignInTransformer from '#transformers/sign_in_transformer'
import { pageOf } from '#http/lists/page_of'
import { listValidator } from '#validators/page'

export default class SignInsController {
  @endpoint('List where you are signed in', { query: listValidator, list: SignInTransformer })
  async index({ auth, guard, request, serialize }: HttpContext) {
    const wish = await listValidator.validate(request.qs())
    const signIns = listSignIns(auth.getUserOrFail())
    const { rows, meta } = await pageOf(signIns, { by: 'last_seen_at' }, wish)
    return serialize(SignInTransformer.paginate(rows, meta, guard.signIn?.id))
  }

  @endpoint('Sign out one browser or device')
  async destroy(ctx: HttpContext) {
    await endSignIn(ctx, ctx.params.id)
    ctx.response.noContent()
  }
}
