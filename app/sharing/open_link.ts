import encryption from '@adonisjs/core/services/encryption'
import File from '#models/file'

/** The part of an address that makes it a link, as the client sent it. */
type Query = { link?: unknown; signature?: unknown }

/**
 * The file that a link opens, as a viewer has it, or null: where there is no link in the address, where it was not
 * signed by us or for another file, where it has ended or was revoked, and where the file is in the bin or its
 * owner's account is not active. One SELECT; none for an address that we did not sign.
 */
export async function openLink(fileId: string, query: Query) {
  const id = signedId(fileId, query)
  if (!id) return null

  const file = await File.withOwner()
    .join('file_links', 'file_links.file_id', 'files.id')
    .where('file_links.id', id)
    .where('files.id', fileId)
    .whereRaw('file_links.expires_at > now()')
    .whereNull('files.deleted_at')
    .first()
  return file && file.seenAs('viewer', file.ownerUsername)
}

/** What the signature does not cover, such as `download`, asks for nothing that it guards. */
function signedId(fileId: string, { link, signature }: Query) {
  if (typeof link !== 'string' || typeof signature !== 'string') return null
  const signed = encryption.getMessageVerifier().unsign<string>(signature)
  return signed === `/file/${fileId}?link=${link}` ? link : null
}
