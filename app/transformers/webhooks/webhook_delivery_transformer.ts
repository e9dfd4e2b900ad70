import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import type WebhookDelivery from '#models/webhooks/webhook_delivery'
import { isoTime } from '#transformers/iso_time'
import { shape, type Shaped, text, time, uuidText, wholeNumber } from '#transformers/shape'

/** One event on its way to a webhook. */
export default class WebhookDeliveryTransformer extends BaseTransformer<WebhookDelivery> {
  static readonly schema = shape('WebhookDelivery', {
    id: uuidText(),
    kind: text('file_added', 'The kind of the event, or `test`.'),
    eventId: text('4711').nullable(),
    state: vine.enum(['waiting', 'delivered', 'given_up']),
    attempts: wholeNumber(1),
    lastStatus: wholeNumber(200, 'What the receiver answered.').nullable(),
    lastError: text('No answer came in time.').nullable(),
    createdAt: time(),
    nextAttemptAt: time('Null unless it is waiting.').nullable(),
    deliveredAt: time().nullable(),
  })

  toObject(): Shaped<typeof WebhookDeliveryTransformer.schema> {
    const { id, kind, eventId, state, attempts, lastStatus, lastError } = this.resource
    const { createdAt, nextAttemptAt, deliveredAt } = this.resource
    return {
      ...{ id, kind, eventId, state, attempts, lastStatus, lastError },
      createdAt: isoTime(createdAt),
      nextAttemptAt: state === 'waiting' ? isoTime(nextAttemptAt) : null,
      deliveredAt: isoTime(deliveredAt),
    }
  }
}
