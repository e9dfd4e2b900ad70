import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import db from '@adonisjs/lucid/services/db'
import File from '#models/file'
import fileStore from '#storage/file_store'
import type { Person } from '#tests/helpers/people/users'

/** The body of a file, as the contract writes it. */
export type FileBody = {
  id: string
  name: string
  size: number
  mediaType: string
  sha256: string
  role: 'owner' | 'editor' | 'viewer'
  owner: { username: string; displayName: string | null; pictureUrl: string | null }
  url: string
  createdAt: string
  updatedAt: string
  deletedAt: string | null
}

type Contents = { name?: string; bytes?: Buffer | string; mediaType?: string }

/** A file of somebody's, with its bytes in the storage. */
export async function keepFile(
  { id: ownerId }: Pick<Person, 'id'>,
  { name = 'notes.txt', bytes = 'Some notes.\n', mediaType = 'text/plain' }: Contents = {}
) {
  const id = randomUUID()
  const contents = Buffer.from(bytes)
  const sha256 = createHash('sha256').update(contents).digest()
  await fileStore.writeIncoming(id, Readable.from([contents]))
  await fileStore.makeFinal(id)
  const size = contents.length
  return File.create({ id, ownerId, name, size, mediaType, sha256, state: 'stored' })
}

type Terms = { role?: 'viewer' | 'editor'; expiresAt?: Date }

/** Lets somebody else at it. */
export const shareWith = (
  { id: fileId }: Pick<File, 'id'>,
  { id: userId }: Pick<Person, 'id'>,
  { role = 'viewer', expiresAt }: Terms = {}
) =>
  db.table('file_shares').insert({ file_id: fileId, user_id: userId, role, expires_at: expiresAt })
