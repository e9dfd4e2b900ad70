import { allowGuest, BasePolicy } from '@adonisjs/bouncer'
import type File from '#models/file'
import type User from '#models/user'

/**
 * What somebody may do with a file that they may know of. Whether they may know of it, File.findFor() and
 * openLink() decide: whoever may not is told that there is no such file.
 */
export default class FilePolicy extends BasePolicy {
  /** Its name and the like, and its bytes. Whoever holds a link need not be signed in. */
  @allowGuest()
  view(_: User | null, file: File) {
    return file.role !== null
  }

  rename(_: User, file: File) {
    return file.role === 'owner' || file.role === 'editor'
  }

  /** Put into the bin, restore and remove for good. */
  delete(_: User, file: File) {
    return file.role === 'owner'
  }

  /** Decide who else gets to it: by shares, links and transfer. */
  share(_: User, file: File) {
    return file.role === 'owner'
  }
}
