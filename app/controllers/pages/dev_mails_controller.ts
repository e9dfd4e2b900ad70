import type { HttpContext } from '@adonisjs/core/http'
import { FRAMED_MAIL } from '#config/service/security_headers'
import OutgoingMail from '#models/outgoing_mail'
import { pageValidator } from '#validators/page'

/** All emails of this machine, in development. In production these routes do not exist. */
export default class DevMailsController {
  async index({ request, view }: HttpContext) {
    const { page = 1, perPage = 50 } = await pageValidator.validate(request.qs())
    const mails = await OutgoingMail.query().orderBy('created_at', 'desc').paginate(page, perPage)
    return view.render('pages/dev/mails', { mails })
  }

  async show({ params, response, view }: HttpContext) {
    const mail = await OutgoingMail.findOrFail(params.id)
    response.header('Content-Security-Policy', FRAMED_MAIL.around)
    return view.render('pages/dev/mail', { mail })
  }

  /** The email as a mail client shows it: with its own styles, and links that open outside the frame. */
  async html({ params, response }: HttpContext) {
    const mail = await OutgoingMail.findOrFail(params.id)
    response.header('Content-Security-Policy', FRAMED_MAIL.inside).removeHeader('X-Frame-Options')
    response.type('html')
    return mail.html?.replace('<head>', '<head><base target="_top">')
  }
}
