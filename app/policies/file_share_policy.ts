import { BasePolicy } from '@adonisjs/bouncer'
import type File from '#models/file'
import type FileShare from '#models/file_share'
import type User from '#models/user'

/** What somebody may do with a share of a file that they may know of. */
export default class FileSharePolicy extends BasePolicy {
  /** The owner takes it back, or whoever has it leaves. */
  end(user: User, share: FileShare, file: File) {
    return file.role === 'owner' || share.userId === user.id
  }
}
