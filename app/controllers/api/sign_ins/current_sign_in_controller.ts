import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'

export default class CurrentSignInController {
  @endpoint('Sign out this browser or device', { ofSignIn: true })
  async destroy({ guard, response }: HttpContext) {
    await guard.logout()
    response.noContent()
  }
}
