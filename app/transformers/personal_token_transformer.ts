import { BaseTransformer } from '@adonisjs/core/transformers'
import type PersonalToken from '#models/personal_token'
import { isoTime } from '#transformers/iso_time'

/** What clients see of a token for scripts. */
export default class PersonalTokenTransformer extends BaseTransformer<PersonalToken> {
  /** @param secret the token itself, known only while it is being made */
  constructor(
    resource: PersonalToken,
    private secret?: string
  ) {
    super(resource)
  }

  toObject() {
    const { id, name, scopes, createdAt, lastUsedAt, expiresAt } = this.resource
    return {
      id,
      name,
      scopes,
      createdAt: isoTime(createdAt),
      lastUsedAt: isoTime(lastUsedAt),
      expiresAt: isoTime(expiresAt),
      ...(this.secret && { token: this.secret }),
    }
  }
}
