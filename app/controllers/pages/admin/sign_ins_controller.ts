import type { HttpContext } from '@adonisjs/core/http'
import { endOne } from '#people/access'

export default class SignInsController {
  async destroy({ i18n, params, response, session }: HttpContext) {
    const id = await endOne('signIns', params.id)
    session.flash('success', i18n.t('admin.flash.sign_in_ended'))
    response.seeOther().toRoute('admin.people.show', { id })
  }
}
