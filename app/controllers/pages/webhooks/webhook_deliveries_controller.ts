import type { HttpContext } from '@adonisjs/core/http'
import { sendAgain } from '#webhooks/manage'

export default class WebhookDeliveriesController {
  async update({ i18n, params, response, session }: HttpContext) {
    const { webhookId: id } = await sendAgain(params.id)
    session.flash('success', i18n.t('webhooks.flash.again'))
    response.seeOther().toRoute('admin.webhooks.show', { id })
  }
}
