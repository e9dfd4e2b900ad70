import { BaseTransformer } from '@adonisjs/core/transformers'
import { appUrl } from '#config/address'
import type File from '#models/file'
import { isoTime } from '#transformers/iso_time'

/** What clients see of a file that they may know of. */
export default class FileTransformer extends BaseTransformer<File> {
  toObject() {
    const { id, name, size, mediaType, sha256, role, ownerUsername } = this.resource
    return {
      id,
      name,
      size,
      mediaType,
      sha256: sha256.toString('hex'),
      role,
      owner: { username: ownerUsername },
      url: appUrl + this.resource.path,
      createdAt: isoTime(this.resource.createdAt),
      updatedAt: isoTime(this.resource.updatedAt),
      deletedAt: isoTime(this.resource.deletedAt),
    }
  }
}
