import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { type Happening, recordAll } from '#activity/record'
import { passOverIds } from '#activity/write'
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

export type ShareChange = readonly [share: FileShare, how: keyof typeof KINDS]

/**
 * Records what happens to shares for their owner, and for the recipients. Where an address has no account, an id is
 * passed over: the ids of the owner's own events would tell.
 */
export async function recordShares(
  changes: ShareChange[],
  owner: Pick<User, 'id'>,
  trx: TransactionClientContract
) {
  const received = changes.flatMap(([share, how]): Happening[] =>
    share.userId ? [[KINDS[how].received, receivedFacts(share, share.userId)]] : []
  )
  const given = changes.map(([share, how]): Happening => [
    KINDS[how].given,
    givenFacts(share, owner),
  ])
  const unknown = changes.length - received.length
  if (unknown) await passOverIds(unknown, trx)
  await recordAll([...received, ...given], trx)
}
