import type FileShare from '#models/file_share'
import type User from '#models/user'

/** What is recorded of a share. Of an address, not even whether it has an account. */
export const shareFacts = (share: FileShare, { id: userId }: Pick<User, 'id'>) => ({
  userId,
  on: ['share', share.id] as const,
  fileId: share.fileId,
  role: share.role,
  withId: share.email ? undefined : share.userId,
})
