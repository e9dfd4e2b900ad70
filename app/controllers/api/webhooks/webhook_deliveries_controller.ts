import type { HttpContext } from '@adonisjs/core/http'
import { pageOf } from '#http/lists/page_of'
import { endpoint } from '#openapi/endpoint'
import WebhookDeliveryTransformer from '#transformers/webhooks/webhook_delivery_transformer'
import { listValidator } from '#validators/page'
import { findWebhook, listDeliveries } from '#webhooks/list'
import { sendAgain } from '#webhooks/manage'

export default class WebhookDeliveriesController {
  @endpoint('List what was sent to a webhook, the latest first', {
    query: listValidator,
    list: WebhookDeliveryTransformer,
  })
  async index({ params, request, serialize }: HttpContext) {
    const wish = await listValidator.validate(request.qs())
    const deliveries = listDeliveries(await findWebhook(params.id))
    const { rows, meta } = await pageOf(deliveries, { by: 'created_at' }, wish)
    return serialize(WebhookDeliveryTransformer.paginate(rows, meta))
  }

  @endpoint('Send a delivery again', {
    details: 'It has the same `webhook-id`, and is tried as often as a new one.',
    status: 202,
    answer: WebhookDeliveryTransformer,
    problems: ['conflict'],
  })
  async update({ params, response, serialize }: HttpContext) {
    const delivery = await sendAgain(params.id)
    response.status(202)
    return serialize(WebhookDeliveryTransformer.transform(delivery))
  }
}
