import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import type User from '#models/user'
import { isoTime } from '#transformers/iso_time'
import { pictureUrl, urlOfPicture } from '#transformers/people/named_person'
import { flag, shape, type Shaped, text, time, wholeNumber } from '#transformers/shape'

/** What clients see of an account: never a hash or a secret. */
export default class UserTransformer extends BaseTransformer<User> {
  static readonly schema = shape('User', {
    id: wholeNumber(17),
    username: text('ada'),
    email: text('ada@example.org'),
    pendingEmail: text('ada@example.com', 'The address that waits to be confirmed.').nullable(),
    status: vine.enum(['active', 'suspended', 'deleted']),
    isSuperUser: flag(),
    displayName: text('Ada Lovelace').nullable(),
    pictureUrl: pictureUrl(),
    language: text('en', 'Null is the one that each client asks for.').nullable(),
    theme: vine.enum(['light', 'dark']).nullable(),
    timeZone: text('Europe/Berlin', 'By its IANA name. Null is UTC.').nullable(),
    shareMails: flag(),
    emailVerifiedAt: time().nullable(),
    createdAt: time(),
    updatedAt: time(),
  })

  toObject(): Shaped<typeof UserTransformer.schema> {
    const { id, username, email, pendingEmail, status, isSuperUser } = this.resource
    const { displayName, pictureId, language, theme, timeZone, shareMails } = this.resource
    return {
      id,
      username,
      email,
      pendingEmail: pendingEmail ?? null,
      status,
      isSuperUser,
      displayName: displayName ?? null,
      pictureUrl: urlOfPicture(pictureId),
      language: language ?? null,
      theme: (theme ?? null) as 'light' | 'dark' | null,
      timeZone: timeZone ?? null,
      shareMails: shareMails ?? true,
      emailVerifiedAt: isoTime(this.resource.emailVerifiedAt),
      createdAt: isoTime(this.resource.createdAt),
      updatedAt: isoTime(this.resource.updatedAt),
    }
  }
}
