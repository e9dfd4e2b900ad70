import { urlFor } from '@adonisjs/core/services/url_builder'
import { AccountMail } from '#mails/account_mail'
import { describeShare } from '#mails/share_facts'
import type FileShare from '#models/file_share'
import type User from '#models/user'

/** To somebody with an account, when a file is shared with them. */
export default class FileSharedMail extends AccountMail {
  readonly kind = 'file_shared'
  protected readonly isLimited = true

  constructor(
    user: User,
    private owner: User,
    private share: FileShare,
    /** Other files shared at the same time. */
    private more: number
  ) {
    super(user)
  }

  protected words() {
    return { fileName: this.share.file.name }
  }

  protected facts() {
    const page = this.more
      ? urlFor('shared_files.index')
      : urlFor('files.show', { id: this.share.fileId })
    return {
      owner: this.named(this.owner),
      ...describeShare(this.share, this.more, this.moment),
      link: this.link(page),
    }
  }
}
