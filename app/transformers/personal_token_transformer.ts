import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import { SCOPE_NAMES } from '#access/scopes'
import type PersonalToken from '#models/personal_token'
import { isoTime } from '#transformers/iso_time'
import { shape, type Shaped, text, time, uuidText } from '#transformers/shape'

/** What clients see of a personal token. */
export default class PersonalTokenTransformer extends BaseTransformer<PersonalToken> {
  static readonly schema = shape('PersonalToken', {
    id: uuidText(),
    name: text('Backup script'),
    scopes: vine.array(vine.enum(SCOPE_NAMES)),
    createdAt: time(),
    lastUsedAt: time().nullable(),
    expiresAt: time(),
    token: text('gatehouse_pt_…', 'The token itself, shown once: where it is made.').optional(),
  })

  /** @param secret the token itself, known only when it is created */
  constructor(
    resource: PersonalToken,
    private secret?: string
  ) {
    super(resource)
  }

  toObject(): Shaped<typeof PersonalTokenTransformer.schema> {
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
