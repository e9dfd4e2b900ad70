import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import WebhookDeliveryTransformer from '#transformers/webhooks/webhook_delivery_transformer'
import { sendTest } from '#webhooks/manage'

export default class WebhookTestsController {
  @endpoint('Send a test to a webhook', {
    status: 202,
    answer: WebhookDeliveryTransformer,
    problems: ['conflict'],
  })
  async store({ params, response, serialize }: HttpContext) {
    const delivery = await sendTest(params.id)
    response.status(202)
    return serialize(WebhookDeliveryTransformer.transform(delivery))
  }
}
