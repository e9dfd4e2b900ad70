import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { signOutElsewhere } from '#sign_ins/end'

export default class OtherSignInsController {
  @endpoint('Sign out everywhere else', { ofSignIn: true })
  async destroy({ auth, response, signIn }: HttpContext) {
    await signOutElsewhere(auth.getUserOrFail(), signIn)
    response.noContent()
  }
}
