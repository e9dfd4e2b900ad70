import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import { appUrl } from '#config/service/address'
import type DataExport from '#models/exports/data_export'
import { isoTime } from '#transformers/iso_time'
import { shape, type Shaped, text, time, uuidText, wholeNumber } from '#transformers/shape'

/** The archive of somebody's data, as its owner sees it. */
export default class DataExportTransformer extends BaseTransformer<DataExport> {
  static readonly schema = shape('DataExport', {
    id: uuidText(),
    state: vine.enum(['waiting', 'ready', 'failed']),
    size: wholeNumber(52_428_800, 'Bytes, once it is ready.').nullable(),
    url: text(
      'https://gatehouse.example/file/exports/0b7f2a4e-6f0c-4d54-9d57-0c3c5f2a9e11',
      'Where its bytes are, for the same caller, once it is ready.'
    ).nullable(),
    createdAt: time(),
    readyAt: time().nullable(),
    expiresAt: time(),
  })

  toObject(): Shaped<typeof DataExportTransformer.schema> {
    const { id, state, size, path, createdAt, readyAt, expiresAt } = this.resource
    return {
      ...{ id, state, size },
      url: path && appUrl + path,
      createdAt: isoTime(createdAt),
      readyAt: isoTime(readyAt),
      expiresAt: isoTime(expiresAt),
    }
  }
}
