import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { listMailsGivenUp, writeAgain } from '#people/mails_given_up'
import MailTransformer from '#transformers/mail_transformer'
import { pageOf } from '#http/lists/page_of'
import { listValidator } from '#validators/page'

/** Emails that could not be delivered. */
export default class MailsController {
  @endpoint('List the mails that were given up', { query: listValidator, list: MailTransformer })
  async index({ request, serialize }: HttpContext) {
    const wish = await listValidator.validate(request.qs())
    const { rows, meta } = await pageOf(listMailsGivenUp(), { by: 'created_at' }, wish)
    return serialize(MailTransformer.paginate(rows, meta))
  }

  @endpoint('Write a mail again that was given up', { status: 202, problems: ['conflict'] })
  async update({ params, response }: HttpContext) {
    await writeAgain(params.id)
    response.status(202)
  }
}
