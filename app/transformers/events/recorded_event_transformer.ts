import { BaseTransformer } from '@adonisjs/core/transformers'
import type { I18n } from '@adonisjs/i18n'
import vine from '@vinejs/vine'
import type { Names } from '#history/people'
import { plainSentenceOf } from '#history/sentences'
import { english } from '#languages/words'
import type Event from '#models/event'
import EventTransformer from '#transformers/event_transformer'
import { isoTime } from '#transformers/iso_time'
import { shape, type Shaped, text, uuidText, wholeNumber } from '#transformers/shape'

const { id, kind, outcome, occurredAt, credential, subject } = EventTransformer.schema.fields

const somebody = () => vine.object({ id: wholeNumber(17), username: text('ada').nullable() })

/** What the remaining seals continue from is only for events:verify. */
const detailsOf = ({ details: { hash: _, ...details } }: Event) => details

/** As the super user sees it: with whoever did it, and from where. */
export default class RecordedEventTransformer extends BaseTransformer<Event> {
  static readonly schema = shape('RecordedEvent', {
    ...{ id, kind, outcome },
    text: text('The password was changed', 'What happened, in the language of the reader.'),
    occurredAt,
    account: somebody().nullable(),
    actor: somebody().nullable(),
    credential,
    signInId: uuidText().nullable(),
    personalTokenId: uuidText().nullable(),
    subject,
    ipAddress: text('203.0.113.9').nullable(),
    userAgent: text('Mozilla/5.0 …').nullable(),
    requestId: text('971ea216').nullable(),
    details: vine
      .record(vine.any().nullable())
      .meta({ description: 'What else there is to say.', examples: [{ times: 3 }] }),
  })

  /**
   * @param names of the people in the events
   * @param words of the reader; a list that is saved is in English, as what commands say
   */
  constructor(
    resource: Event,
    private names: Names,
    private words: I18n = english()
  ) {
    super(resource)
  }

  toObject(): Shaped<typeof RecordedEventTransformer.schema> {
    const event = this.resource
    return {
      ...{ id: event.id, kind: event.kind, outcome: event.outcome },
      text: plainSentenceOf(event, this.words),
      occurredAt: isoTime(event.occurredAt),
      account: this.#called(event.userId),
      actor: this.#called(event.actorId),
      credential: event.credential,
      signInId: event.signInId,
      personalTokenId: event.personalTokenId,
      subject: event.subject,
      ipAddress: event.ipAddress,
      userAgent: event.userAgent,
      requestId: event.requestId,
      details: detailsOf(event),
    }
  }

  #called(accountId: number | null) {
    return accountId === null
      ? null
      : { id: accountId, username: this.names.get(accountId) ?? null }
  }
}
