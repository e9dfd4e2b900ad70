import { BaseTransformer } from '@adonisjs/core/transformers'
import type OutgoingMail from '#models/outgoing_mail'
import { canBeWrittenAgain } from '#people/mails_given_up'
import { isoTime } from '#transformers/iso_time'
import { flag, shape, type Shaped, text, time, uuidText, wholeNumber } from '#transformers/shape'

/** An email that could not be sent: to whom and why, but nothing of its text. */
export default class MailTransformer extends BaseTransformer<OutgoingMail> {
  static readonly schema = shape('Mail', {
    id: uuidText(),
    kind: text('verify_email'),
    recipient: text('ada@example.org'),
    userId: wholeNumber(7).nullable(),
    lastError: text('550 5.1.1 No such user here').nullable(),
    attempts: wholeNumber(9),
    createdAt: time(),
    canBeWrittenAgain: flag(),
  })

  toObject(): Shaped<typeof MailTransformer.schema> {
    const { id, kind, recipient, userId, lastError, attempts, createdAt } = this.resource
    return {
      ...{ id, kind, recipient, userId, lastError, attempts },
      createdAt: isoTime(createdAt),
      canBeWrittenAgain: canBeWrittenAgain(this.resource),
    }
  }
}
