import type { HttpContext } from '@adonisjs/core/http'
import SignInTransformer from '#transformers/sign_in_transformer'
import { pageValidator } from '#validators/page'

export default class SignInsController {
  async index({ auth, guard, request, serialize }: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const signIns = await auth.getUserOrFail().listSignIns(page, perPage)
    return serialize(SignInTransformer.paginate(signIns.all(), signIns.getMeta(), guard.signIn?.id))
  }

  async destroy({ guard, params, response }: HttpContext) {
    await guard.endSignIn(params.id)
    response.noContent()
  }
}
