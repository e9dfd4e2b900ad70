import type { HttpContext } from '@adonisjs/core/http'
import { endOne } from '#people/access'

export default class SignInsController {
  async destroy({ params, response, session }: HttpContext) {
    const id = await endOne('signIns', params.id)
    session.flash('success', 'That sign-in has ended.')
    response.seeOther().toRoute('admin.people.show', { id })
  }
}
