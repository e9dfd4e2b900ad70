import { BaseTransformer } from '@adonisjs/core/transformers'
import type User from '#models/user'
import { isoTime } from '#transformers/iso_time'

/** What clients see of an account: never a hash or a secret. */
export default class UserTransformer extends BaseTransformer<User> {
  toObject() {
    const { id, username, email, pendingEmail, status, isSuperUser } = this.resource
    return {
      id,
      username,
      email,
      pendingEmail: pendingEmail ?? null,
      status,
      isSuperUser,
      emailVerifiedAt: isoTime(this.resource.emailVerifiedAt),
      createdAt: isoTime(this.resource.createdAt),
      updatedAt: isoTime(this.resource.updatedAt),
    }
  }
}
