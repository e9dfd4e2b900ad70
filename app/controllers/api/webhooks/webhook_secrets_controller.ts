import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import WebhookTransformer from '#transformers/webhooks/webhook_transformer'
import { rotateSecret } from '#webhooks/manage'

export default class WebhookSecretsController {
  @endpoint('Give a webhook a new secret', {
    details: 'For a day messages are signed with the one before as well.',
    answer: WebhookTransformer,
  })
  async store({ params, response, serialize }: HttpContext) {
    const { webhook, secret } = await rotateSecret(params.id)
    response.status(201)
    return serialize(WebhookTransformer.transform(webhook, secret))
  }
}
