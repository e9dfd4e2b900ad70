import { allowGuest, BasePolicy } from '@adonisjs/bouncer'
import type File from '#models/file'
import type User from '#models/user'

/**
 * What somebody may do with a file that they may know about. File.findFor() and openLink() decide that: to anyone else
 * the file does not exist.
 */
export default class FilePolicy extends BasePolicy {
  /** Its metadata and its bytes. The holder of a link need not be signed in. */
  @allowGuest()
  view(_: User | null, file: File) {
    return file.role !== null
  }

  rename(_: User, file: File) {
    return file.role === 'owner' || file.role === 'editor'
  }

  /** Put into the bin, restore, and delete for good. */
  delete(_: User, file: File) {
    return file.role === 'owner'
  }

  /** Decide who else has access: by shares, links and transfer. */
  share(_: User, file: File) {
    return file.role === 'owner'
  }
}
