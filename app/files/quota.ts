import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { fileLimits } from '#config/service/files'
import { plannedOnce } from '#database/planned_once'
import { problems } from '#exceptions/problem'
import type User from '#models/user'

/** How much somebody stores, or may store. */
type Amount = { bytes: number; files: number }

/** The default limits, unless the super user has set others for this account. */
export const limitsOf = ({ quotaBytes, fileLimit }: User): Amount => ({
  bytes: quotaBytes ?? fileLimits.quota,
  files: fileLimit ?? fileLimits.mostFiles,
})

/** Files in the bin count until they are gone. */
export async function usageOf(
  owner: User,
  client: QueryClientContract = db.connection()
): Promise<Amount> {
  const files = client.from('files').where('owner_id', owner.id)
  const usage = files.sum('size as size').count('* as count')
  const [{ size, count }] = await plannedOnce('usage_of_owner', usage)
  return { bytes: Number(size), files: Number(count) }
}

/** Bytes and files that somebody may still store. */
export async function roomOf(owner: User, client?: QueryClientContract): Promise<Amount> {
  const limits = limitsOf(owner)
  const used = await usageOf(owner, client)
  return {
    bytes: Math.max(limits.bytes - used.bytes, 0),
    files: Math.max(limits.files - used.files, 0),
  }
}

/**
 * Bytes that one more file may have.
 * @throws Problem payload_too_large if they already have as many files as they may
 */
export async function roomForFile(owner: User, client?: QueryClientContract) {
  const { bytes, files } = await roomOf(owner, client)
  if (!files) throw problems.tooManyFiles(limitsOf(owner).files)
  return bytes
}

/** How much somebody stores, and what their limits are, with those set only for this account. */
export async function heldFiles(person: User) {
  const { bytes, files } = await usageOf(person)
  const limits = limitsOf(person)
  return {
    files: { count: files, limit: limits.files, bytes, quotaBytes: limits.bytes },
    ownLimits: { quotaBytes: person.quotaBytes, fileLimit: person.fileLimit },
  }
}
