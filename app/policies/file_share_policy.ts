import { BasePolicy } from '@adonisjs/bouncer'
import type File from '#models/file'
import type FileShare from '#models/file_share'
import type User from '#models/user'

/** What somebody may do with a share of a file that they may know about. */
export default class FileSharePolicy extends BasePolicy {
  /** The same people who may end it. */
  view(user: User, share: FileShare, file: File) {
    return this.end(user, share, file)
  }

  /** Its role and its expiry. */
  change(_: User, _share: FileShare, file: File) {
    return file.role === 'owner'
  }

  /** The owner takes it back, or the recipient leaves. */
  end(user: User, share: FileShare, file: File) {
    return file.role === 'owner' || share.userId === user.id
  }
}
