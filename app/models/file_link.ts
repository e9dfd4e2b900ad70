import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { appUrl } from '#config/address'
import { FileLinkSchema } from '#database/schema'
import type File from '#models/file'

/** That whoever holds a link may open a file, for a while. */
export default class FileLink extends FileLinkSchema {
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
}
