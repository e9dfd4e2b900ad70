import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import type { Holdings } from '#people/holdings'
import type User from '#models/user'
import { HELD_FILES } from '#transformers/people/held_files'
import { isoTime } from '#transformers/iso_time'
import { shape, type Shaped, text, time, wholeNumber } from '#transformers/shape'
import UserTransformer from '#transformers/user_transformer'

const suspensionOf = ({ status, suspendedAt, suspendedUntil, suspensionReason }: User) =>
  status === 'suspended'
    ? { since: isoTime(suspendedAt), until: isoTime(suspendedUntil), reason: suspensionReason }
    : null

/** What the super user sees of an account: what its owner sees, and what only an administrator needs. */
export default class PersonTransformer extends BaseTransformer<User> {
  static readonly schema = shape('Person', {
    ...UserTransformer.schema.fields,
    suspension: vine
      .object({
        since: time().nullable(),
        until: time('Null is until somebody ends it.').nullable(),
        reason: text('Sent unsolicited email').nullable(),
      })
      .nullable(),
    deletedAt: time().nullable(),
    lastSeenAt: time().nullable(),
    signIns: wholeNumber(2).optional(),
    personalTokens: wholeNumber(1).optional(),
    ...HELD_FILES,
  })

  /** @param holdings only for a person's own page, not in lists */
  constructor(
    resource: User,
    private holdings?: Holdings
  ) {
    super(resource)
  }

  toObject(): Shaped<typeof PersonTransformer.schema> {
    const user = this.resource
    return {
      ...new UserTransformer(user).toObject(),
      suspension: suspensionOf(user),
      deletedAt: isoTime(user.deletedAt),
      lastSeenAt: isoTime(user.lastSeenAt),
      ...this.holdings,
    }
  }
}
