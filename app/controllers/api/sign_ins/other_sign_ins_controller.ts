import type { HttpContext } from '@adonisjs/core/http'
import { signOutElsewhere } from '#sign_ins/end'

export default class OtherSignInsController {
  async destroy({ auth, response, signIn }: HttpContext) {
    await signOutElsewhere(auth.getUserOrFail(), signIn)
    response.noContent()
  }
}
