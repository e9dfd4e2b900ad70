import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import { appUrl } from '#config/service/address'
import type File from '#models/file'
import { isoTime } from '#transformers/iso_time'
import { asNamed, namedPerson } from '#transformers/people/named_person'
import { shape, type Shaped, text, time, uuidText, wholeNumber } from '#transformers/shape'

/** What clients see of a file that they may know about. */
export default class FileTransformer extends BaseTransformer<File> {
  static readonly schema = shape('File', {
    id: uuidText(),
    name: text('notes.txt'),
    size: wholeNumber(1024, 'Bytes.'),
    mediaType: text('text/plain', 'Told from the bytes, and not from the name.'),
    sha256: text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
    role: vine.enum(['owner', 'editor', 'viewer']),
    owner: vine.object(namedPerson()),
    url: text(
      'https://gatehouse.example/file/0b7f2a4e-6f0c-4d54-9d57-0c3c5f2a9e11',
      'Where its bytes are, for the same caller.'
    ),
    createdAt: time(),
    updatedAt: time(),
    deletedAt: time('When it was put into the bin.').nullable(),
  })

  toObject(): Shaped<typeof FileTransformer.schema> {
    const { id, name, size, mediaType, sha256, role, owner } = this.resource
    return {
      id,
      name,
      size,
      mediaType,
      sha256: sha256.toString('hex'),
      role,
      owner: asNamed(owner),
      url: appUrl + this.resource.path,
      createdAt: isoTime(this.resource.createdAt),
      updatedAt: isoTime(this.resource.updatedAt),
      deletedAt: isoTime(this.resource.deletedAt),
    }
  }
}
