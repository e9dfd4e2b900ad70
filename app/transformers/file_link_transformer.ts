import { BaseTransformer } from '@adonisjs/core/transformers'
import type FileLink from '#models/file_link'
import { isoTime } from '#transformers/iso_time'

export default class FileLinkTransformer extends BaseTransformer<FileLink> {
  toObject() {
    const { id, url, hasPassword, maxDownloads, downloads, createdAt, expiresAt } = this.resource
    return {
      ...{ id, url, hasPassword, maxDownloads, downloads },
      createdAt: isoTime(createdAt),
      expiresAt: isoTime(expiresAt),
    }
  }
}
