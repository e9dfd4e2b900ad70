import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import File from '#models/file'
import FileLink, { LIVE_LINK } from '#models/file_link'
import { IN_A_DOWNLOAD } from '#sharing/links/link_downloads'

/** The part of an address that makes it a link, as the client sent it. */
type Query = { link?: unknown; signature?: unknown }

/** What a link opens, and the link itself, which may ask for a password. */
export type OpenedLink = { file: File; link: FileLink }

/** What we sign: the address of the bytes, with the link in it. */
const SIGNED = /^\/file\/([\da-f-]{36})\?link=([\da-f-]{36})$/

const pathOf = (signature: string) =>
  encryption.getMessageVerifier().unsign<string>(signature) ?? undefined

const CONTINUED_LINK = `file_links.expires_at > now() and (${LIVE_LINK} or ${IN_A_DOWNLOAD})`

/**
 * The file that a link opens, as a viewer has it, or null: where there is no link in the address, where it was not
 * signed by us or for another file, where it has ended, was revoked or downloaded as often as it could be, and where the
 * file is in the bin or its owner's account is not active. One SELECT; none for an address that we did not sign.
 * @param downloader who asks for a part: a download that is under way goes on, also where it is the last
 */
export async function openLink(fileId: string, query: Query, downloader?: Buffer) {
  const id = signedId(fileId, query)
  return id ? open(fileId, id, downloader) : null
}

/** The same by the signature alone, as it stands in the address of the link's page. */
export async function openLinkBySignature(signature: string) {
  const [, fileId, id] = SIGNED.exec(pathOf(signature) ?? '') ?? []
  return id ? open(fileId, id) : null
}

async function open(fileId: string, id: string, downloader?: Buffer): Promise<OpenedLink | null> {
  const file = await File.withOwner()
    .select(db.raw('to_jsonb(file_links) as link'))
    .join('file_links', 'file_links.file_id', 'files.id')
    .where('file_links.id', id)
    .where('files.id', fileId)
    .whereRaw(downloader ? CONTINUED_LINK : LIVE_LINK, downloader ? [downloader] : [])
    .whereNull('files.deleted_at')
    .first()
  if (!file) return null
  return { file: file.seenAs('viewer', file.owner), link: linkOf(file) }
}

/** The row that came with the file, in one statement. */
function linkOf({ id: fileId, $extras: { link: row } }: File) {
  const { id, password_hash: passwordHash, max_downloads: maxDownloads, downloads } = row
  const expiresAt = DateTime.fromISO(row.expires_at)
  return new FileLink().fill({ id, fileId, passwordHash, maxDownloads, downloads, expiresAt })
}

/** What the signature does not cover, such as `download`, asks for nothing that it guards. */
function signedId(fileId: string, { link, signature }: Query) {
  if (typeof link !== 'string' || typeof signature !== 'string') return null
  return pathOf(signature) === `/file/${fileId}?link=${link}` ? link : null
}
