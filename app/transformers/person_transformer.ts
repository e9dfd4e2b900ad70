import { BaseTransformer } from '@adonisjs/core/transformers'
import type { Holdings } from '#people/holdings'
import type User from '#models/user'
import { isoTime } from '#transformers/iso_time'
import UserTransformer from '#transformers/user_transformer'

const suspensionOf = ({ status, suspendedAt, suspendedUntil, suspensionReason }: User) =>
  status === 'suspended'
    ? { since: isoTime(suspendedAt), until: isoTime(suspendedUntil), reason: suspensionReason }
    : null

/** What the super user sees of an account: what its owner does, and what only those in charge need. */
export default class PersonTransformer extends BaseTransformer<User> {
  /** @param holdings of one that is looked at, and not listed */
  constructor(
    resource: User,
    private holdings?: Holdings
  ) {
    super(resource)
  }

  toObject() {
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
