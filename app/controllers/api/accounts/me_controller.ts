import type { HttpContext } from '@adonisjs/core/http'
import { changeProfile } from '#accounts/change_profile'
import { deleteAccount } from '#accounts/delete_account'
import UserTransformer from '#transformers/user_transformer'
import { updateProfileValidator } from '#validators/user'

export default class MeController {
  async show({ auth, serialize }: HttpContext) {
    return serialize(UserTransformer.transform(auth.getUserOrFail()))
  }

  async update({ auth, request, serialize }: HttpContext) {
    const user = auth.getUserOrFail()
    await changeProfile(user, await request.validateUsing(updateProfileValidator))
    return serialize(UserTransformer.transform(user))
  }

  async destroy({ auth, guard, response }: HttpContext) {
    await deleteAccount(auth.getUserOrFail())
    await guard.logout()
    response.noContent()
  }
}
