import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import type FileShare from '#models/file_share'
import { isoTime } from '#transformers/iso_time'
import { asNamed, pictureUrl } from '#transformers/people/named_person'
import { shape, type Shaped, text, time, uuidText } from '#transformers/shape'

/** With the name that the owner wrote: whether an address has an account is not revealed. */
export default class FileShareTransformer extends BaseTransformer<FileShare> {
  static readonly schema = shape('FileShare', {
    id: uuidText(),
    file: vine.object({ id: uuidText(), name: text('notes.txt') }),
    with: vine.object({
      username: text('grace').optional(),
      displayName: text('Grace Hopper').nullable().optional(),
      pictureUrl: pictureUrl().optional(),
      email: text('grace@example.org').optional(),
    }),
    role: vine.enum(['viewer', 'editor']),
    expiresAt: time('Null is for good.').nullable(),
    createdAt: time(),
    updatedAt: time(),
  })

  toObject(): Shaped<typeof FileShareTransformer.schema> {
    const { id, file, person, email, role } = this.resource
    return {
      id,
      file: { id: file.id, name: file.name },
      with: person ? asNamed(person) : { email: email! },
      role,
      expiresAt: isoTime(this.resource.expiresAt),
      createdAt: isoTime(this.resource.createdAt),
      updatedAt: isoTime(this.resource.updatedAt),
    }
  }
}
