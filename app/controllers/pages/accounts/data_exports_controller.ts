import type { HttpContext } from '@adonisjs/core/http'
import { askForExport } from '#exports/ask'

export default class DataExportsController {
  async store({ auth, i18n, response, session, signIn }: HttpContext) {
    const user = auth.getUserOrFail()
    await askForExport(user, signIn)
    session.flash('success', i18n.t('account.exports.begun', { email: user.email }))
    response.seeOther().toRoute('data.show')
  }
}
