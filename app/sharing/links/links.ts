import { record } from '#activity/record'
import { linkLifetime, mostLinks } from '#config/service/sharing'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import type File from '#models/file'
import FileLink from '#models/file_link'
import type { Access } from '#models/sign_ins/access'
import { holdAccess, holdAsker } from '#models/sign_ins/hold'
import type User from '#models/user'
import { hashPassword } from '#passwords/hashing'

/** `seconds` is its lifetime. Without a number of downloads, there is no limit. */
export type LinkWish = { seconds?: number; password?: string; maxDownloads?: number }

/**
 * @param access of the owner
 * @throws Problem not_found if the file has gone meanwhile, or conflict if it has as many links as it can have
 * @throws as holdAccess()
 */
export async function makeLink(file: File, access: Access, wish: LinkWish = {}) {
  const { seconds = linkLifetime.usual, password, maxDownloads } = wish
  const passwordHash = password === undefined ? null : await hashPassword(password)
  return transaction(async (client) => {
    const owner = await holdAccess(access, client)
    await file.lockAsOwnedBy(owner, client)
    const links = () => FileLink.query({ client }).where('file_id', file.id)
    await links().whereRaw('expires_at <= now()').delete()
    const { length } = await links()
    if (length >= mostLinks) throw problems.conflict('tooManyLinks', { most: mostLinks })
    const now = await databaseTime(client)
    const expiresAt = now.plus({ seconds })
    const values = { fileId: file.id, expiresAt, passwordHash, maxDownloads: maxDownloads ?? null }
    const link = await FileLink.create({ ...values, downloads: 0 }, { client })
    link.$setRelated('file', file)
    await record('link_made', { ...factsOf(link, owner), seconds }, client)
    return link
  })
}

/** @throws Problem not_found if it is revoked already */
export async function revokeLink(link: FileLink, owner: User) {
  await transaction(async (client) => {
    await holdAsker(client)
    const [revoked] = await FileLink.query({ client }).where('id', link.id).delete()
    if (!revoked) throw problems.notFound()
    await record('link_ended', factsOf(link, owner), client)
  })
}

const factsOf = ({ id, fileId }: FileLink, owner: User) => ({
  userId: owner.id,
  on: ['link', id] as const,
  fileId,
})
