import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { listMailsGivenUp, writeAgain } from '#people/mails_given_up'
import MailTransformer from '#transformers/mail_transformer'
import { pageValidator } from '#validators/page'

/** Mails that were given up. */
export default class MailsController {
  @endpoint('List the mails that were given up', { query: pageValidator, list: MailTransformer })
  async index({ request, serialize }: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const mails = await listMailsGivenUp(page, perPage)
    return serialize(MailTransformer.paginate(mails.all(), mails.getMeta()))
  }

  @endpoint('Write a mail again that was given up', { status: 202, problems: ['conflict'] })
  async update({ params, response }: HttpContext) {
    await writeAgain(params.id)
    response.status(202)
  }
}
