import type { HttpContext } from '@adonisjs/core/http'
import { listMailsGivenUp, writeAgain } from '#people/mails_given_up'
import MailTransformer from '#transformers/mail_transformer'
import { pageValidator } from '#validators/page'

/** Mails that were given up. */
export default class MailsController {
  async index({ request, serialize }: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const mails = await listMailsGivenUp(page, perPage)
    return serialize(MailTransformer.paginate(mails.all(), mails.getMeta()))
  }

  async update({ params, response }: HttpContext) {
    await writeAgain(params.id)
    response.accepted({})
  }
}
