import { BaseTransformer } from '@adonisjs/core/transformers'
import type OutgoingMail from '#models/outgoing_mail'
import { canBeWrittenAgain } from '#people/mails_given_up'
import { isoTime } from '#transformers/iso_time'

/** A mail that could not be sent: to whom and why, and nothing of what was in it. */
export default class MailTransformer extends BaseTransformer<OutgoingMail> {
  toObject() {
    const { id, kind, recipient, userId, lastError, attempts, createdAt } = this.resource
    return {
      ...{ id, kind, recipient, userId, lastError, attempts },
      createdAt: isoTime(createdAt),
      canBeWrittenAgain: canBeWrittenAgain(this.resource),
    }
  }
}
