import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import type FileLink from '#models/file_link'
import { isoTime } from '#transformers/iso_time'
import { flag, shape, type Shaped, text, time, uuidText, wholeNumber } from '#transformers/shape'

export default class FileLinkTransformer extends BaseTransformer<FileLink> {
  static readonly schema = shape('FileLink', {
    id: uuidText(),
    file: vine.object({ id: uuidText(), name: text('notes.txt') }),
    url: text(
      'https://gatehouse.example/file/0b7f2a4e-6f0c-4d54-9d57-0c3c5f2a9e11?link=…',
      'Opens the file to whoever has it.'
    ),
    hasPassword: flag(),
    maxDownloads: wholeNumber(10, 'Null is without end.').nullable(),
    downloads: wholeNumber(3),
    createdAt: time(),
    expiresAt: time(),
  })

  toObject(): Shaped<typeof FileLinkTransformer.schema> {
    const { id, file, url, hasPassword, maxDownloads, downloads } = this.resource
    const { createdAt, expiresAt } = this.resource
    return {
      ...{ id, url, hasPassword, maxDownloads, downloads },
      file: { id: file.id, name: file.name },
      createdAt: isoTime(createdAt),
      expiresAt: isoTime(expiresAt),
    }
  }
}
