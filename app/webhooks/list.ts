import Webhook from '#models/webhooks/webhook'
import WebhookDelivery from '#models/webhooks/webhook_delivery'

/** Newest first. */
export const listWebhooks = () =>
  Webhook.query().orderBy('created_at', 'desc').orderBy('id', 'desc')

/** @throws Problem not_found */
export const findWebhook = (id: string) => Webhook.findOrFail(id)

/** Newest first. */
export const listDeliveries = ({ id }: Webhook) =>
  WebhookDelivery.query()
    .where('webhook_id', id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
