import { BaseTransformer } from '@adonisjs/core/transformers'
import type FileShare from '#models/file_share'
import { isoTime } from '#transformers/iso_time'

/** Under the name that the owner wrote: whether an address has an account is not told. */
export default class FileShareTransformer extends BaseTransformer<FileShare> {
  toObject() {
    const { id, file, user, email, role } = this.resource
    return {
      id,
      file: { id: file.id, name: file.name },
      with: email === null ? { username: user.username } : { email },
      role,
      expiresAt: isoTime(this.resource.expiresAt),
      createdAt: isoTime(this.resource.createdAt),
      updatedAt: isoTime(this.resource.updatedAt),
    }
  }
}
