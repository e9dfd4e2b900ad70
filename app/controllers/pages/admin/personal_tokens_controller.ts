import type { HttpContext } from '@adonisjs/core/http'
import { endOne } from '#people/access'

export default class PersonalTokensController {
  async destroy({ i18n, params, response, session }: HttpContext) {
    const id = await endOne('personalTokens', params.id)
    session.flash('success', i18n.t('admin.flash.token_ended'))
    response.seeOther().toRoute('admin.people.show', { id })
  }
}
