import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { record } from '#activity/record'
import { forChange, transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { roomOf } from '#files/quota'
import User from '#models/user'

type Options = {
  /** Changes nothing. */
  dryRun?: boolean
  /** Ignores the receiver's quota. */
  overQuota?: boolean
}

/** What is transferred; the size is in bytes. */
export type Transferred = { count: number; size: number }

/** An upload in progress stays with its sender. */
const MOVABLE = `owner_id = ? and state = 'stored'`

const REVOKE_LINKS = `
  delete from file_links using files where files.id = file_id and ${MOVABLE}`

const END_SHARES_WITH_RECEIVER = `
  delete from file_shares using files where files.id = file_id and ${MOVABLE} and file_shares.user_id = ?`

/** An upload retried by the old owner must not find a file of the new one. */
const MOVE = `update files set owner_id = ?, idempotency_key = null where ${MOVABLE}`

/** In the order of their ids, as everywhere that several accounts are locked. */
async function lockBoth(from: User, to: User, client: TransactionClientContract) {
  const both = User.withStatus(client).whereIn('id', [from.id, to.id])
  const accounts = await forChange(both.orderBy('id'))
  const now = (id: number) => accounts.find((account) => account.id === id)!
  if (from.id === to.id) throw problems.conflict('sameAccount')
  if (now(from.id).scrubbedAt) throw problems.conflict('filesBeingRemoved')
  if (now(to.id).status !== 'active')
    throw problems.conflict('notActive', { username: to.username, status: now(to.id).status })
}

async function weigh(owner: User, trx: TransactionClientContract) {
  const { rows } = await trx.rawQuery<{ rows: [{ count: number; size: string }] }>(
    `select count(*)::int as count, coalesce(sum(size), 0) as size from files where ${MOVABLE}`,
    [owner.id]
  )
  return { count: rows[0].count, size: Number(rows[0].size) } satisfies Transferred
}

async function refuseTooMuch(
  to: User,
  { count, size }: Transferred,
  trx: TransactionClientContract
) {
  const room = await roomOf(to, trx)
  const { username } = to
  if (size > room.bytes)
    throw problems.conflict('roomForBytes', { username, room: room.bytes, size })
  if (count > room.files)
    throw problems.conflict('roomForFiles', { username, room: room.files, count })
}

/**
 * Gives all files of one account to another, including the bin: all or none. Shares with other people stay. Shares with
 * the receiver end, and so do all links, because they were handed out by the old owner.
 * @throws Problem conflict, unless the receiver is active, another account, and has room for them
 */
export function transferFiles(from: User, to: User, { dryRun, overQuota }: Options = {}) {
  return transaction(async (trx) => {
    await lockBoth(from, to, trx)
    const transferred = await weigh(from, trx)
    if (!overQuota) await refuseTooMuch(to, transferred, trx)
    if (dryRun) return transferred

    await trx.rawQuery(REVOKE_LINKS, [from.id])
    await trx.rawQuery(END_SHARES_WITH_RECEIVER, [from.id, to.id])
    await trx.rawQuery(MOVE, [to.id, from.id])
    for (const { id } of [from, to])
      await record(
        'files_transferred',
        { userId: id, from: from.id, to: to.id, ...transferred },
        trx
      )
    return transferred
  })
}
