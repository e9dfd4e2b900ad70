import type { HttpContext } from '@adonisjs/core/http'
import { revokeToken } from '#oauth/revoke'
import { tokenOfClientValidator } from '#validators/oauth/parameters'

export default class RevocationsController {
  async store({ request, response }: HttpContext) {
    const { token } = await request.validateUsing(tokenOfClientValidator)
    await revokeToken(token)
    response.header('Cache-Control', 'no-store')
    return {}
  }
}
