import type { HttpContext } from '@adonisjs/core/http'
import { endOne } from '#people/access'

export default class PersonalTokensController {
  async destroy({ params, response, session }: HttpContext) {
    const id = await endOne('personalTokens', params.id)
    session.flash('success', 'That token has ended.')
    response.seeOther().toRoute('admin.people.show', { id })
  }
}
