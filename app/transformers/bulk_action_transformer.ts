import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import type BulkAction from '#models/people/bulk_action'
import { isoTime } from '#transformers/iso_time'
import { flag, shape, type Shaped, text, time, uuidText, wholeNumber } from '#transformers/shape'

/** An action on many people, and its progress. */
export default class BulkActionTransformer extends BaseTransformer<BulkAction> {
  static readonly schema = shape('BulkAction', {
    id: uuidText(),
    kind: vine.enum(['suspend', 'activate', 'sign_out', 'export']),
    filter: vine.object({
      q: text('example.org').optional(),
      status: text('suspended').optional(),
      confirmed: flag().optional(),
      seenAfter: time().optional(),
      seenBefore: time().optional(),
    }),
    reason: text('Sent unsolicited email').nullable(),
    until: time().nullable(),
    format: vine.enum(['csv', 'jsonl']).nullable(),
    state: vine.enum(['waiting', 'running', 'done', 'stopped']),
    found: wholeNumber(120, 'Null where they are still to be counted.').nullable(),
    done: wholeNumber(100),
    passedOver: wholeNumber(0, 'Whom it did not concern any more when their turn came.'),
    startedBy: wholeNumber(1, 'Null is by command.').nullable(),
    createdAt: time(),
    endedAt: time().nullable(),
  })

  toObject(): Shaped<typeof BulkActionTransformer.schema> {
    const { id, kind, filter, reason, format, state, found, done } = this.resource
    const { passedOver, startedBy, until, createdAt, endedAt } = this.resource
    return {
      ...{ id, kind, filter, reason, until: isoTime(until), format },
      ...{ state, found, done, passedOver, startedBy },
      ...{ createdAt: isoTime(createdAt), endedAt: isoTime(endedAt) },
    }
  }
}
