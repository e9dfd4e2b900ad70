import type { HttpContext } from '@adonisjs/core/http'

export default class CurrentSignInController {
  async destroy({ guard, response }: HttpContext) {
    await guard.logout()
    response.noContent()
  }
}
