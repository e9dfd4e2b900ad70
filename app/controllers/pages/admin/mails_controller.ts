import type { HttpContext } from '@adonisjs/core/http'
import { writeAgain } from '#people/mails_given_up'

export default class MailsController {
  async update({ params, response, session }: HttpContext) {
    const { recipient } = await writeAgain(params.id)
    session.flash('success', `A new mail is on its way in place of the one to ${recipient}.`)
    response.seeOther().toRoute('admin.overview.show')
  }
}
