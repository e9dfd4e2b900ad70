import type { HttpContext } from '@adonisjs/core/http'
import UserTransformer from '#transformers/user_transformer'
import { deleteAccountValidator, updateProfileValidator } from '#validators/user'

export default class MeController {
  async show({ auth, serialize }: HttpContext) {
    return serialize(UserTransformer.transform(auth.getUserOrFail()))
  }

  async update({ auth, guard, request, serialize }: HttpContext) {
    const user = auth.getUserOrFail()
    const change = await request.validateUsing(updateProfileValidator)
    await user.changeProfile(change, () => guard.getSignInOrFail())
    if (change.currentPassword) await guard.renew()
    return serialize(UserTransformer.transform(user))
  }

  async destroy({ auth, guard, request, response, signIn }: HttpContext) {
    const { currentPassword } = await request.validateUsing(deleteAccountValidator)
    await auth.getUserOrFail().deleteAccount(signIn, currentPassword)
    await guard.logout()
    response.noContent()
  }
}
