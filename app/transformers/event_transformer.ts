import { BaseTransformer } from '@adonisjs/core/transformers'
import type { I18n } from '@adonisjs/i18n'
import vine from '@vinejs/vine'
import { EVENT_KIND_NAMES } from '#activity/kinds'
import { sentenceOf } from '#history/sentences'
import { english } from '#languages/words'
import type Event from '#models/event'
import { isoTime } from '#transformers/iso_time'
import { flag, shape, type Shaped, text, time, uuidText } from '#transformers/shape'

/** The origin is shown for what they did themselves, and for what a stranger tried. */
const originOf = ({ isByAnother, signInId, ipAddress, userAgent, requestId }: Event) =>
  isByAnother
    ? { signInId: null, ipAddress: null, userAgent: null, requestId: null }
    : { signInId, ipAddress, userAgent, requestId }

/** As the owner of the account sees it. */
export default class EventTransformer extends BaseTransformer<Event> {
  static readonly schema = shape('Event', {
    id: text('4711'),
    kind: vine.enum(EVENT_KIND_NAMES).meta({ examples: ['password_changed'] }),
    outcome: vine.enum(['done', 'refused']),
    text: text('The password was changed', 'What happened, in the language of the reader.'),
    occurredAt: time(),
    credential: text('cookie'),
    byAnother: flag(),
    subject: vine
      .object({ type: text('sign_in'), id: text('9b2f6c1e-5a0d-4c53-8d0e-2f0f6a1f7b3c') })
      .nullable(),
    signInId: uuidText().nullable(),
    ipAddress: text('203.0.113.9').nullable(),
    userAgent: text('Mozilla/5.0 …').nullable(),
    requestId: text('971ea216').nullable(),
  })

  /** @param words of the reader; a list that is saved is in English, as what commands say */
  constructor(
    resource: Event,
    private words: I18n = english()
  ) {
    super(resource)
  }

  toObject(): Shaped<typeof EventTransformer.schema> {
    const event = this.resource
    const { id, kind, outcome, credential, isByAnother: byAnother, subject } = event
    return {
      id,
      kind,
      outcome,
      text: sentenceOf(event, this.words),
      occurredAt: isoTime(event.occurredAt),
      credential,
      byAnother,
      subject,
      ...originOf(event),
    }
  }
}
