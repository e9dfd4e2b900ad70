import encryption from '@adonisjs/core/services/encryption'
import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import type { HttpRequest } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { linkLifetime, mostLinks } from '#config/sharing'
import { FileLinkSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import File from '#models/file'
import type User from '#models/user'

/** That whoever holds a link may open a file, for a while. */
export default class FileLink extends FileLinkSchema {
  static table = 'file_links'

  static live() {
    return this.query().whereRaw('file_links.expires_at > now()')
  }

  /** AdonisJS's signed URL, the same each time. Until when it is good, the row says. */
  get url() {
    return appUrl + signedUrlFor('file.show', { id: this.fileId }, { qs: { link: this.id } })
  }

  static listOf(file: File, page: number, perPage: number) {
    return this.live()
      .where('file_id', file.id)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .paginate(page, perPage)
  }

  /**
   * @param seconds how long it is good for
   * @throws Problem not_found where the file has gone meanwhile, or conflict where it has as many as it can have
   */
  static make(file: File, owner: User, seconds: number = linkLifetime.usual) {
    return transaction(async (client) => {
      await file.lockAsOwnedBy(owner, client)
      const links = () => this.query({ client }).where('file_id', file.id)
      await links().whereRaw('expires_at <= now()').delete()
      const { length } = await links()
      if (length >= mostLinks)
        throw problems.conflict(`A file can have ${mostLinks} links. Revoke one first.`)
      const now = await databaseTime(client)
      const expiresAt = now.plus({ seconds })
      return this.create({ fileId: file.id, expiresAt }, { client })
    })
  }

  /** @throws Problem not_found where it is revoked already */
  async revoke() {
    const [revoked] = await FileLink.query().where('id', this.id).delete()
    if (!revoked) throw problems.notFound()
  }

  /**
   * The file that a request's link opens, as a viewer has it, or null: where there is no link in the address, where
   * it was not signed by us or for another file, where it has ended or was revoked, and where the file is in the bin
   * or its owner's account is not active. One SELECT; none for an address that we did not sign.
   */
  static async opens(request: HttpRequest, fileId: string) {
    const id = this.#signedIdOf(request, fileId)
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
  static #signedIdOf(request: HttpRequest, fileId: string) {
    const { link, signature } = request.qs()
    if (typeof link !== 'string' || typeof signature !== 'string') return null
    const signed = encryption.getMessageVerifier().unsign<string>(signature)
    return signed === `/file/${fileId}?link=${link}` ? link : null
  }
}
