import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import { EVENT_KIND_NAMES } from '#activity/kinds'
import type Webhook from '#models/webhooks/webhook'
import { isoTime } from '#transformers/iso_time'
import { flag, shape, type Shaped, text, time, uuidText } from '#transformers/shape'

/** A server that the super user has events sent to. */
export default class WebhookTransformer extends BaseTransformer<Webhook> {
  static readonly schema = shape('Webhook', {
    id: uuidText(),
    url: text('https://example.org/gatehouse'),
    kinds: vine
      .array(vine.enum(EVENT_KIND_NAMES))
      .meta({ description: 'Kinds of events; of none, all.' }),
    isActive: flag(),
    disabledBecause: vine
      .enum(['failing', 'gone', 'by_hand'])
      .nullable()
      .meta({ description: 'It took nothing for days, answered 410, or was turned off.' }),
    failingSince: time('Nothing was taken since.').nullable(),
    createdAt: time(),
    secret: text('whsec_…', 'Checks signatures. Shown once: where it is made.').optional(),
  })

  /** @param secret known only when it is created */
  constructor(
    resource: Webhook,
    private secret?: string
  ) {
    super(resource)
  }

  toObject(): Shaped<typeof WebhookTransformer.schema> {
    const { id, url, kinds, isActive, disabledBecause, failingSince, createdAt } = this.resource
    return {
      ...{ id, url, kinds, isActive, disabledBecause },
      failingSince: isoTime(failingSince),
      createdAt: isoTime(createdAt),
      ...(this.secret && { secret: this.secret }),
    }
  }
}
