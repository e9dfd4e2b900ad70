import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { appUrl } from '#config/service/address'
import { FileLinkSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import File from '#models/file'

/** SQL. */
export const LIVE_LINK = `file_links.expires_at > now()
  and (file_links.max_downloads is null or file_links.downloads < file_links.max_downloads)`

/** Lets anyone who has the link open a file, for a while. */
export default class FileLink extends FileLinkSchema {
  @belongsTo(() => File)
  declare file: BelongsTo<typeof File>

  static live() {
    return this.query().whereRaw(LIVE_LINK)
  }

  /** AdonisJS's signed URL, always the same. The row says when it expires. */
  get url() {
    return appUrl + signedUrlFor('file.show', { id: this.fileId }, { qs: { link: this.id } })
  }

  get hasPassword() {
    return this.passwordHash !== null
  }

  /** How many downloads are left; null for any number. */
  get downloadsLeft() {
    return this.maxDownloads === null ? null : this.maxDownloads - this.downloads
  }

  /** Newest first. */
  static listOf(file: File) {
    return this.live()
      .where('file_id', file.id)
      .preload('file')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
  }
}
