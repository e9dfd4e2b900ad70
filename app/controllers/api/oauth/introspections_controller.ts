import type { HttpContext } from '@adonisjs/core/http'
import { introspect } from '#oauth/introspect'
import { tokenOfClientValidator } from '#validators/oauth/parameters'

export default class IntrospectionsController {
  async store({ request }: HttpContext) {
    const { token } = await request.validateUsing(tokenOfClientValidator)
    return introspect(token)
  }
}
