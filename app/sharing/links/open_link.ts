import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { plannedOnce } from '#database/planned_once'
import File from '#models/file'
import FileLink, { LIVE_LINK } from '#models/file_link'
import { hashArray } from '#secrets/hash_array'
import { IN_A_DOWNLOAD } from '#sharing/links/link_downloads'

/** The part of an address that makes it a signed link, as the client sent it. */
type Query = { link?: unknown; signature?: unknown }

/** What a link opens, and the link itself, which may ask for a password. */
export type OpenedLink = { file: File; link: FileLink }

/** What we sign: the path of the bytes, with the link's id. */
const SIGNED = /^\/file\/([\da-f-]{36})\?link=([\da-f-]{36})$/

const pathOf = (signature: string) =>
  encryption.getMessageVerifier().unsign<string>(signature) ?? undefined

const CONTINUED_LINK = `file_links.expires_at > now() and (${LIVE_LINK} or ${IN_A_DOWNLOAD})`

/**
 * The file that a link opens, with the role of a viewer, or null: if the address has no link, or one that we did not
 * sign or that is for another file; if the link has expired, been revoked or used up its downloads; and if the file is
 * in the bin or its owner is not active. One SELECT; none for an address that we did not sign.
 * @param downloaders who asks for a part, by downloaderOf(): a download in progress continues, even if it is the last
 */
export async function openLink(fileId: string, query: Query, downloaders?: Buffer[]) {
  const id = signedId(fileId, query)
  return id ? open(fileId, id, downloaders) : null
}

/** The same by the signature alone, as in the address of the link's page. */
export async function openLinkBySignature(signature: string) {
  const [, fileId, id] = SIGNED.exec(pathOf(signature) ?? '') ?? []
  return id ? open(fileId, id) : null
}

async function open(
  fileId: string,
  id: string,
  downloaders?: Buffer[]
): Promise<OpenedLink | null> {
  const query = File.withOwner()
    .select(db.raw('to_jsonb(file_links) as link'))
    .join('file_links', 'file_links.file_id', 'files.id')
    .where('file_links.id', id)
    .where('files.id', fileId)
    .whereRaw(downloaders ? CONTINUED_LINK : LIVE_LINK, downloaders ? [hashArray(downloaders)] : [])
    .whereNull('files.deleted_at')
  const name = downloaders ? 'file_of_continued_link' : 'file_of_link'
  const file = await plannedOnce(name, query).first()
  if (!file) return null
  return { file: file.seenAs('viewer', file.owner), link: linkOf(file) }
}

/** The link's row, which the statement returned with the file. */
function linkOf({ id: fileId, $extras: { link: row } }: File) {
  const { id, password_hash: passwordHash, max_downloads: maxDownloads, downloads } = row
  const expiresAt = DateTime.fromISO(row.expires_at)
  return new FileLink().fill({ id, fileId, passwordHash, maxDownloads, downloads, expiresAt })
}

/** Parameters that the signature does not cover, such as `download`, give no access. */
function signedId(fileId: string, { link, signature }: Query) {
  if (typeof link !== 'string' || typeof signature !== 'string') return null
  return pathOf(signature) === `/file/${fileId}?link=${link}` ? link : null
}
