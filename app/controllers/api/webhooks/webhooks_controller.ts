import type { HttpContext } from '@adonisjs/core/http'
import { madeAt } from '#http/answers/made_at'
import { pageOf } from '#http/lists/page_of'
import { endpoint } from '#openapi/endpoint'
import WebhookTransformer from '#transformers/webhooks/webhook_transformer'
import { listValidator } from '#validators/page'
import { changeWebhookValidator, webhookValidator } from '#validators/webhooks/webhook'
import { findWebhook, listWebhooks } from '#webhooks/list'
import { changeWebhook, makeWebhook, removeWebhook } from '#webhooks/manage'

export default class WebhooksController {
  @endpoint('List webhooks', { query: listValidator, list: WebhookTransformer })
  async index({ request, serialize }: HttpContext) {
    const wish = await listValidator.validate(request.qs())
    const { rows, meta } = await pageOf(listWebhooks(), { by: 'created_at' }, wish)
    return serialize(WebhookTransformer.paginate(rows, meta))
  }

  @endpoint('Show a webhook', { answer: WebhookTransformer })
  async show({ params, serialize }: HttpContext) {
    return serialize(WebhookTransformer.transform(await findWebhook(params.id)))
  }

  @endpoint('Have what happens sent to an address', {
    details: 'The answer alone shows the secret that signatures are checked with.',
    body: webhookValidator,
    answer: WebhookTransformer,
    located: true,
    problems: ['conflict'],
  })
  async store({ request, response, serialize }: HttpContext) {
    const wish = await request.validateUsing(webhookValidator)
    const { webhook, secret } = await makeWebhook(wish)
    response.status(201)
    madeAt(response, 'api.admin.webhooks.show', webhook.id)
    return serialize(WebhookTransformer.transform(webhook, secret))
  }

  @endpoint('Change a webhook, or turn it on or off', {
    body: changeWebhookValidator,
    answer: WebhookTransformer,
  })
  async update({ params, request, serialize }: HttpContext) {
    const change = await request.validateUsing(changeWebhookValidator)
    const changed = await changeWebhook(params.id, change)
    return serialize(WebhookTransformer.transform(changed))
  }

  @endpoint('Remove a webhook')
  async destroy({ params, response }: HttpContext) {
    await removeWebhook(params.id)
    response.noContent()
  }
}
