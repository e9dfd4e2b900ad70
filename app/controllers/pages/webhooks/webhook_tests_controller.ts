import type { HttpContext } from '@adonisjs/core/http'
import { sendTest } from '#webhooks/manage'

export default class WebhookTestsController {
  async store({ i18n, params, response, session }: HttpContext) {
    const { webhookId: id } = await sendTest(params.id)
    session.flash('success', i18n.t('webhooks.flash.tested'))
    response.seeOther().toRoute('admin.webhooks.show', { id })
  }
}
