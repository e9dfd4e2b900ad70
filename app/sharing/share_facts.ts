import type { Happening } from '#activity/record'
import type FileShare from '#models/file_share'
import type User from '#models/user'

const KINDS = {
  made: { given: 'share_made', received: 'share_received' },
  changed: { given: 'share_changed', received: 'received_share_changed' },
  ended: { given: 'share_ended', received: 'received_share_ended' },
} as const

/** For an address, not even whether it has an account. */
const givenFacts = (share: FileShare, { id: userId }: Pick<User, 'id'>) => ({
  userId,
  on: ['share', share.id] as const,
  fileId: share.fileId,
  role: share.role,
  withId: share.email ? undefined : share.userId,
})

const receivedFacts = ({ id, fileId, role }: FileShare, userId: number) => ({
  userId,
  on: ['share', id] as const,
  fileId,
  role,
})

/** What is recorded about a share: for its owner, and for the recipient, if there is one. */
export function happenedTo(
  share: FileShare,
  how: keyof typeof KINDS,
  owner: Pick<User, 'id'>
): Happening[] {
  const { given, received } = KINDS[how]
  const { userId } = share
  return [
    [given, givenFacts(share, owner)],
    ...(userId ? [[received, receivedFacts(share, userId)] as const] : []),
  ]
}
