import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { changeProfile } from '#accounts/change_profile'
import { deleteAccount } from '#accounts/delete_account'
import UserTransformer from '#transformers/user_transformer'
import { updateProfileValidator } from '#validators/user'

export default class MeController {
  @endpoint('Show who is calling', { answer: UserTransformer })
  async show({ auth, serialize }: HttpContext) {
    return serialize(UserTransformer.transform(auth.getUserOrFail()))
  }

  @endpoint('Change your username, email address or language', {
    details: 'A new address waits in `pendingEmail` until it is confirmed.',
    body: updateProfileValidator,
    answer: UserTransformer,
  })
  async update({ auth, request, serialize }: HttpContext) {
    const user = auth.getUserOrFail()
    await changeProfile(user, await request.validateUsing(updateProfileValidator))
    return serialize(UserTransformer.transform(user))
  }

  @endpoint('Delete your account', { problems: ['conflict'] })
  async destroy({ auth, guard, response }: HttpContext) {
    await deleteAccount(auth.getUserOrFail())
    await guard.logout()
    response.noContent()
  }
}
