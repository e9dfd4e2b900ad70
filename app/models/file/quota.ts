import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { fileLimits } from '#config/files'
import { problems } from '#exceptions/problem'
import type User from '#models/user'

/** Bytes that somebody may still store. What lies in the bin counts until it is gone. */
export async function roomOf(owner: User, client: QueryClientContract = db.connection()) {
  const [{ total }] = await client.from('files').where('owner_id', owner.id).sum('size as total')
  return Math.max(fileLimits.quota - Number(total), 0)
}

/**
 * One at a time: whoever holds this knows how much room there is. The account may have ended since the upload began.
 * @throws Problem unauthenticated
 */
export async function lockOwner(owner: User, client: TransactionClientContract) {
  const { rows } = await client.rawQuery<{ rows: { status: string }[] }>(
    'select status from users where id = ? for no key update',
    [owner.id]
  )
  if (rows[0]?.status !== 'active') throw problems.unauthenticated()
}
