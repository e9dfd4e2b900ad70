import type { HttpContext } from '@adonisjs/core/http'
import { writeAgain } from '#people/mails_given_up'

export default class MailsController {
  async update({ i18n, params, response, session }: HttpContext) {
    const { recipient } = await writeAgain(params.id)
    session.flash('success', i18n.t('admin.flash.mail_again', { email: recipient }))
    response.seeOther().toRoute('admin.overview.show')
  }
}
