import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { fileLimits } from '#config/files'
import { problems } from '#exceptions/problem'
import type User from '#models/user'

/** Bytes and files that somebody may still store. What lies in the bin counts until it is gone. */
export async function roomOf(owner: User, client: QueryClientContract = db.connection()) {
  const [{ size, count }] = await client
    .from('files')
    .where('owner_id', owner.id)
    .sum('size as size')
    .count('* as count')
  return {
    bytes: Math.max(fileLimits.quota - Number(size), 0),
    files: Math.max(fileLimits.mostFiles - Number(count), 0),
  }
}

/**
 * Bytes that one more file of theirs may have.
 * @throws Problem payload_too_large where they have as many files as they can have
 */
export async function roomForFile(owner: User, client?: QueryClientContract) {
  const { bytes, files } = await roomOf(owner, client)
  if (!files) throw problems.tooManyFiles(fileLimits.mostFiles)
  return bytes
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
